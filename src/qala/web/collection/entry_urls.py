"""Addresses of who answers, after /LANGUAGE/work/."""

from django.urls import path

from qala.web.collection.pages import evidence, question, report, workbooks

urlpatterns = [
    path("reports/<int:id>/", report.show_report, name="report"),
    path("reports/<int:id>/workbook.xlsx", workbooks.fetch, name="report-workbook"),
    path("reports/<int:id>/workbook/", workbooks.upload, name="report-upload"),
    path("reports/<int:id>/workbook/take/", workbooks.take_over, name="report-take"),
    path("questions/<int:id>/", question.show_question, name="question"),
    path("questions/<int:id>/answer/", question.answer, name="question-answer"),
    path("questions/<int:id>/confirm/", report.confirm, name="question-confirm"),
    path("questions/<int:id>/comment/", question.comment, name="question-comment"),
    path("questions/<int:id>/delegate/", question.delegate, name="question-delegate"),
    path("questions/<int:id>/attach/", evidence.attach, name="question-attach"),
    path("evidence/<int:id>/", evidence.file, name="evidence"),
    path("evidence/<int:id>/remove/", evidence.detach, name="evidence-remove"),
]
