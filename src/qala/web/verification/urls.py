"""Addresses of verification, after /LANGUAGE/work/."""

from django.urls import path

from qala.web.verification.pages import appeals, desk, findings, interests, plan, value

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/interests/", interests.interests, name="interests"),
    path("desk/interests/<int:id>/end/", interests.end, name="interest-end"),
    path("desk/guide/<name:indicator>/", desk.guide, name="desk-guide"),
    path("desk/<int:id>/", value.value, name="desk-value"),
    path("desk/<int:id>/verdict/", value.verdict, name="desk-verdict"),
    path("rounds/<name:round>/desk/", desk.desk, name="round-desk"),
    path("rounds/<name:round>/verification/", plan.verification, name="verification"),
    path("rounds/<name:round>/verification/rate/", plan.rate, name="verification-rate"),
    path("findings/", findings.findings, name="findings-of-verification"),
    path("findings/new/", findings.new, name="finding-new"),
    path("findings/<int:id>/", findings.finding, name="finding"),
    path("findings/<int:id>/answer/", findings.answer, name="finding-answer"),
    path("findings/<int:id>/close/", findings.close, name="finding-close"),
    path("appeals/", appeals.appeals, name="appeals"),
    path("appeals/new/<int:id>/", appeals.new, name="appeal-new"),
    path("appeals/<int:id>/", appeals.appeal, name="appeal"),
    path("appeals/<int:id>/decide/", appeals.decide, name="appeal-decide"),
]
