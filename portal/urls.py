"""All addresses: pages with the language in front (Dutch without), files and the admin without."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from partnerships import urls as register
from programmes import urls as running

from . import duties, search_views, single_sign_on, sitemaps, views, workspace

# For signed-in people; what stands under "account" is allauth's.
private = [
    path("", workspace.workspace, name="workspace"),
    path("account/", workspace.account, name="account"),
    path("account/", include("allauth.account.urls")),
    path("account/single-sign-on/", single_sign_on.begin, name="single-sign-on"),
    path("account/single-sign-on/back/", single_sign_on.finish, name="single-sign-on-back"),
    path(_("account/second-step/"), include("allauth.mfa.urls")),
    path(_("account/sessions/"), include("allauth.usersessions.urls")),
    *register.workspace,
    *running.workspace,
]

urlpatterns = [
    path("beheer/", admin.site.urls),
    path("healthz", views.healthy),
    path("readyz", views.ready),
    path("robots.txt", views.robots),
    path("sitemap.xml", sitemaps.all_pages),
    path(".well-known/security.txt", duties.security_txt),
    *register.files,
    *running.files,
    *i18n_patterns(
        path("", views.Home.as_view(), name="home"),
        path(_("search/"), search_views.Search.as_view(), name="search"),
        path(_("search/suggestions/"), search_views.Suggestions.as_view(), name="suggestions"),
        path("open-data/", views.OpenData.as_view(), name="open-data"),
        path(_("about/"), views.About.as_view(), name="about"),
        path(_("accessibility/"), duties.Accessibility.as_view(), name="accessibility"),
        path("privacy/", duties.Privacy.as_view(), name="privacy"),
        path(_("security/"), duties.Security.as_view(), name="security"),
        path("contact/", duties.Contact.as_view(), name="contact"),
        path(_("colophon/"), duties.Colophon.as_view(), name="colophon"),
        path("", include(register.pages)),
        path("", include(running.pages)),
        path(_("my/"), include(private)),
        prefix_default_language=False,
    ),
]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error
