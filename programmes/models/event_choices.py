"""The words of meetings: what kind, where, for whom, by which clock."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    """What people come together for."""

    THEME_MEETING = "theme_meeting", _("theme meeting")
    ROUND_TABLE = "round_table", _("round table")
    WEBINAR = "webinar", _("webinar")
    MISSION = "mission", _("mission")
    CONFERENCE = "conference", _("conference")
    TRAINING = "training", _("training")


class EventForm(models.TextChoices):
    """Where one takes part."""

    ONLINE = "online", _("online")
    LOCATION = "location", _("on location")
    BOTH = "both", _("on location and online")


class Audience(models.TextChoices):
    """Who may come; under the Chatham House Rule nobody learns who was there."""

    PUBLIC = "public", _("everybody")
    AUTHORITIES = "authorities", _("authorities only")
    CHATHAM = "chatham", _("authorities only, Chatham House Rule")


class Zone(models.TextChoices):
    """The clock of the place, by its name in the IANA time zone database."""

    AMSTERDAM = "Europe/Amsterdam", _("Dutch time")
    BRUSSELS = "Europe/Brussels", _("Brussels time")
    LONDON = "Europe/London", _("London time")
    SHANGHAI = "Asia/Shanghai", _("Chinese time")
    HONG_KONG = "Asia/Hong_Kong", _("Hong Kong time")
    MACAU = "Asia/Macau", _("Macau time")


IN_CHINA = (Zone.SHANGHAI, Zone.HONG_KONG, Zone.MACAU)


class RegistrationState(models.TextChoices):
    """What somebody who registered has: a place, hope, or nothing any more."""

    PLACED = "placed", _("has a place")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("cancelled")


# What the agenda tells everybody of a meeting that only authorities may come to.
TEASER = (
    "title",
    "kind",
    "starts_at",
    "ends_at",
    "zone",
    "form",
    "audience",
    "organiser",
    "themes",
)
