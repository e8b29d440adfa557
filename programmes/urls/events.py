"""The addresses of the agenda."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from programmes.views import events as views
from programmes.views import my_events

pages = [
    path("agenda/", views.EventList.as_view(), name="events"),
    path("agenda.ics", views.Agenda.as_view(), name="agenda"),
    path(_("agenda/registration/<slug:token>/"), views.registration, name="registration"),
    path("agenda/<slug:slug>/", views.EventDetail.as_view(), name="event"),
    path("agenda/<slug:slug>/agenda.ics", views.calendar, name="event-calendar"),
    path(_("agenda/<slug:slug>/register/"), views.register, name="event-register"),
]
files = [
    path("agenda-documents/<int:pk>/", views.document, name="event-document"),
    re_path(
        r"^open-data/agenda\.(?P<form>csv|json)$", views.EventExport.as_view(), name="event-export"
    ),
]
workspace = [
    path("agenda/", my_events.events, name="my-events"),
    path("agenda-documents/<int:pk>/", my_events.document, name="my-event-document"),
    path("agenda/<slug:slug>/", my_events.event, name="my-event"),
    path("agenda/<slug:slug>/agenda.ics", my_events.calendar, name="my-event-calendar"),
    path(_("agenda/<slug:slug>/register/"), my_events.register, name="my-event-register"),
    path(_("agenda/<slug:slug>/cancel/"), my_events.withdraw, name="my-event-withdraw"),
]
