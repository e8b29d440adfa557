"""The addresses of programmes."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from programmes.views import programmes as views

pages = [
    path(_("programmes/"), views.ProgrammeList.as_view(), name="programmes"),
    path(_("programmes/<slug:slug>/"), views.ProgrammeDetail.as_view(), name="programme"),
]

files = [
    path("programme-documents/<int:pk>/", views.document, name="programme-document"),
    re_path(
        r"^open-data/programmes\.(?P<form>csv|json)$",
        views.ProgrammeExport.as_view(),
        name="programme-export",
    ),
]
