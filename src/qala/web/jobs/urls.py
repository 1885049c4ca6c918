"""Addresses of the pages of jobs, after /LANGUAGE/work/."""

from django.urls import path

from qala.web.jobs import views

urlpatterns = [
    path("jobs/", views.show_jobs, name="jobs"),
    path("jobs/<int:id>/", views.show_job, name="job"),
    path("jobs/<int:id>/cancel/", views.cancel, name="job-cancel"),
    path("jobs/<int:id>/retry/", views.retry, name="job-retry"),
]
