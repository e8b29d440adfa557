"""What an exchange can be, how far it can come, and who sees what of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """Who travels to whom."""

    INCOMING = "incoming", _("incoming")
    OUTGOING = "outgoing", _("outgoing")
    ONLINE = "online", _("online")


class Purpose(models.TextChoices):
    """What an exchange is for."""

    COURTESY = "courtesy", _("courtesy")
    TRADE = "trade", _("trade mission")
    KNOWLEDGE = "knowledge", _("knowledge exchange")
    SIGNING = "signing", _("signing")
    PROJECT = "project", _("project work")
    CULTURE = "culture", _("culture or education")
    ANNIVERSARY = "anniversary", _("anniversary")


class ExchangeState(models.TextChoices):
    """How far an exchange has come."""

    PLANNED = "planned", _("planned")
    CONFIRMED = "confirmed", _("confirmed")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


# Where an exchange may go from where it stands; every move of it goes by this table.
STEPS = {
    ExchangeState.PLANNED: (ExchangeState.CONFIRMED, ExchangeState.HELD, ExchangeState.CANCELLED),
    ExchangeState.CONFIRMED: (ExchangeState.HELD, ExchangeState.CANCELLED),
    ExchangeState.HELD: (),
    ExchangeState.CANCELLED: (ExchangeState.PLANNED,),
}
# Still to come: what colleagues elsewhere may want to know of.
AHEAD = (ExchangeState.PLANNED, ExchangeState.CONFIRMED)


class ExchangeLevel(models.TextChoices):
    """Who takes part."""

    POLITICAL = "political", _("political")
    OFFICIAL = "official", _("official")
    MIXED = "mixed", _("mixed")


# What belongs to an exchange and is for the own authority and staff.
OWN_PARTS = ("preparations", "notices", "commitments")
# What came of it, for the own authority and staff too until it is published.
TOLD_WHEN_PUBLISHED = ("results", "report_url")


class Preparation(models.TextChoices):
    """What is arranged before one travels or receives."""

    POST = "post", _("post informed")
    BRIEFING = "briefing", _("briefing")
    DEVICES = "devices", _("telephones and laptops")
    GIFTS = "gifts", _("gifts")
    ADVICE = "advice", _("travel advice")


class PreparationState(models.TextChoices):
    """How far one thing of the preparation is."""

    TODO = "todo", _("still to do")
    DONE = "done", _("done")
    NEEDLESS = "needless", _("not needed")
