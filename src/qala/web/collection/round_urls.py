"""Addresses of who runs rounds, after /LANGUAGE/work/."""

from django.urls import path

from qala.web.collection.pages import assignments, notices, one_round, progress, rounds, truths

urlpatterns = [
    path("rounds/", rounds.show_rounds, name="rounds"),
    path("rounds/new/", rounds.new_round, name="round-new"),
    path("rounds/<slug:name>/", one_round.show_round, name="round"),
    path("rounds/<slug:name>/calendar.ics", one_round.show_calendar, name="round-calendar"),
    path("rounds/<slug:name>/move/", one_round.move, name="round-move"),
    path("rounds/<slug:name>/days/", one_round.set_days, name="round-days"),
    path("rounds/<slug:name>/remind/", one_round.remind, name="round-remind"),
    path("rounds/<slug:name>/progress/", progress.show_progress, name="round-progress"),
    path("rounds/<slug:name>/progress.csv", progress.progress_csv, name="round-progress-csv"),
    path("rounds/<slug:name>/progress.xlsx", progress.progress_xlsx, name="round-progress-xlsx"),
    path("rounds/<slug:name>/map/", truths.show_truths, name="round-map"),
    path("rounds/<slug:name>/map/propose/", truths.propose, name="round-propose"),
    path("reports/<int:id>/assignments/", assignments.show_assignments, name="assignments"),
    path("notices/", notices.show_notices, name="notices"),
]
