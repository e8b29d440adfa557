"""The addresses of calls and enrolments."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from programmes.views import calls as views
from programmes.views import my_enrolments as own

pages = [
    path(_("programmes/calls/"), views.CallList.as_view(), name="calls"),
    path(_("programmes/calls/<slug:slug>/"), views.CallDetail.as_view(), name="call"),
]

workspace = [
    path(_("enrolments/"), own.enrolments, name="my-enrolments"),
    path(_("enrolments/call/<slug:slug>/"), own.call, name="my-call"),
    path(_("enrolments/<int:pk>/"), own.enrolment, name="my-enrolment"),
    path(_("enrolments/<int:pk>/change/"), own.change, name="my-enrolment-change"),
    path(_("enrolments/<int:pk>/review/"), own.review, name="my-enrolment-review"),
    path(_("enrolments/<int:pk>/withdraw/"), own.withdraw, name="my-enrolment-withdraw"),
    path(_("enrolments/<int:pk>/file/<int:answer>/"), own.file, name="my-enrolment-file"),
]
