"""All addresses: pages with the language in front (Dutch without), files and the admin without."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from partnerships import urls as register

from . import views

urlpatterns = [
    path("beheer/", admin.site.urls),
    path("healthz", views.healthy),
    path("readyz", views.ready),
    path("robots.txt", views.robots),
    *register.files,
    *i18n_patterns(
        path("", views.Home.as_view(), name="home"),
        path("open-data/", views.OpenData.as_view(), name="open-data"),
        path(_("about/"), views.About.as_view(), name="about"),
        path("", include(register.pages)),
        prefix_default_language=False,
    ),
]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error
