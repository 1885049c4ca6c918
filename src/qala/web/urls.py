"""The addresses of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "qala.web.public.errors.not_understood"
handler403 = "qala.web.public.errors.not_allowed"
handler404 = "qala.web.public.errors.not_found"
handler429 = "qala.web.people.account_pages.too_often"
handler500 = "qala.web.public.errors.broken"
urlpatterns = [
    path("", include("qala.web.public.urls")),
    path("api/", include("qala.web.api.urls")),
    path("identity/", include("qala.web.people.elsewhere_urls")),
    path("<language:language>/", include("qala.web.api.language_urls")),
    path("<language:language>/work/", include("qala.web.jobs.urls")),
    path("<language:language>/work/", include("qala.web.people.urls")),
    path("<language:language>/work/", include("qala.web.proposals.urls")),
    path("<language:language>/work/", include("qala.web.papers.urls")),
    path("<language:language>/work/", include("qala.web.collection.sign_urls")),
    path("<language:language>/work/", include("qala.web.collection.round_urls")),
    path("<language:language>/work/", include("qala.web.collection.entry_urls")),
    path("<language:language>/work/", include("qala.web.running.urls")),
    path("<language:language>/work/", include("qala.web.verification.urls")),
    path("<language:language>/work/", include("qala.web.feedback.urls")),
    *i18n_patterns(path("work/", include("qala.web.people.account_urls"))),
    *i18n_patterns(path("", include("qala.web.reference.urls"))),
]
