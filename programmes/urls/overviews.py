"""The addresses of yearly overviews, all in the workspace."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from programmes.views import overviews as views

workspace = [
    path(_("overviews/"), views.my_overviews, name="my-overviews"),
    path(_("overviews/<slug:slug>/<int:year>/"), views.my_overview, name="my-overview"),
    path(_("overviews/<slug:slug>/<int:year>/pdf/"), views.my_overview_pdf, name="my-overview-pdf"),
    path(
        _("overviews/<slug:slug>/<int:year>/<slug:name>.csv"),
        views.my_overview_file,
        name="my-overview-file",
    ),
    path(
        _("overviews/<slug:slug>/<int:year>/<slug:name>/<slug:look>.svg"),
        views.my_overview_picture,
        name="my-overview-picture",
    ),
]
