"""The words for what a practice can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PracticeKind(models.TextChoices):
    """What readers can learn from it: how to do it, what to mind, or why it was stopped."""

    GOOD_PRACTICE = "good_practice", _("good practice")
    LESSON = "lesson", _("lesson learned")
    STOPPED_ATTEMPT = "stopped_attempt", _("stopped attempt")
