"""The rings of visibility: who may see a field or a document."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ring(models.TextChoices):
    """From everybody to VNG International's staff alone; each ring may see all wider ones."""

    PUBLIC = "public", _("everybody")
    AUTHORITIES = "authorities", _("every signed-in authority")
    OWN = "own", _("own authority and staff")
    STAFF = "staff", _("staff")
