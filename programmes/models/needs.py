"""What authorities need, and what may help: practices, meetings, others with the same need."""

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, exactly_one, is_one_of, person
from partnerships.models import LocalAuthority, Practice, Theme
from partnerships.models.histories import tracked

from .events import Event
from .responses import SHARED, Consent, SurveyAnswer
from .surveys import Survey


class NeedState(models.TextChoices):
    """What has become of a need."""

    HEARD = "heard", _("heard")
    MATCHED = "matched", _("matched")
    ANSWERED = "answered", _("answered")
    GOVERNMENT = "government", _("with national government")


class NeedQuerySet(models.QuerySet):
    """Needs; ``visible_to()`` decides, once, who may see which."""

    def visible_to(self, user):
        """Return the own needs; staff sees all, national government what is shared with it."""
        if user.is_staff:
            return self
        seen = Q(authority__in=user.reads_for)
        return self.filter(seen | Q(consent__in=SHARED) if user.is_liaison else seen)

    def heard(self):
        """Return those for which nothing that may help is known yet."""
        return self.filter(state=NeedState.HEARD)

    def named(self):
        """Return those of which other authorities may read whose they are."""
        return self.filter(consent=Consent.NAMED)


@tracked()
class Need(Timestamped):
    """Something an authority looks for, as it said in a survey or to staff."""

    State = NeedState

    authority = models.ForeignKey(
        LocalAuthority,
        on_delete=models.PROTECT,
        related_name="needs",
        verbose_name=_("authority"),
    )
    theme = models.ForeignKey(
        Theme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("theme"),
    )
    text = models.TextField(_("need"), max_length=2000)
    state = models.CharField(_("state"), max_length=10, choices=NeedState, default=NeedState.HEARD)

    # Origin
    survey = models.ForeignKey(
        Survey,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("survey"),
    )
    answer = models.ForeignKey(
        SurveyAnswer,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("answer it came from"),
    )
    part = models.CharField(_("part of the answer"), max_length=80, blank=True, editable=False)
    consent = models.CharField(
        _("may be used for"), max_length=10, choices=Consent, default=Consent.NONE
    )

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["authority__sort_name_nl", "theme__position", "pk"]
        constraints = [
            is_one_of("state", NeedState),
            is_one_of("consent", Consent),
            models.UniqueConstraint(
                fields=["answer", "part"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This answer is a need already."),
            ),
        ]

    def __str__(self):
        return self.text


class MatchReason(models.TextChoices):
    """Why something may help."""

    SAME_THEME = "same_theme", _("It is about the same theme.")
    SAME_NEED = "same_need", _("This authority has the same need.")
    EXPERTISE = "expertise", _("This authority knows about it.")


@tracked()
class NeedMatch(Timestamped):
    """A practice, authority or meeting that may help with a need, and why; and who found it."""

    need = models.ForeignKey(
        Need, on_delete=models.CASCADE, related_name="matches", verbose_name=_("need")
    )
    practice = models.ForeignKey(
        Practice,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("practice"),
    )
    peer = models.ForeignKey(
        LocalAuthority,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("other authority"),
    )
    event = models.ForeignKey(
        Event,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="need_matches",
        verbose_name=_("event"),
    )
    reason = models.CharField(_("reason"), max_length=10, choices=MatchReason)
    by = person(_("found by"), editable=False)

    class Meta:
        verbose_name = _("match of a need")
        verbose_name_plural = _("matches of needs")
        ordering = ["need", "pk"]
        constraints = [
            is_one_of("reason", MatchReason),
            exactly_one(
                "practice",
                "peer",
                "event",
                name="of_one_kind",
                message=_("Choose a practice, an authority or a meeting: one of them."),
            ),
            models.UniqueConstraint(
                fields=["need", "practice"],
                name="%(app_label)s_%(class)s_practice_once",
                violation_error_message=_("This practice is there already."),
            ),
            models.UniqueConstraint(
                fields=["need", "peer"],
                name="%(app_label)s_%(class)s_peer_once",
                violation_error_message=_("This authority is there already."),
            ),
            models.UniqueConstraint(
                fields=["need", "event"],
                name="%(app_label)s_%(class)s_event_once",
                violation_error_message=_("This meeting is there already."),
            ),
        ]

    def __str__(self):
        return str(self.practice or self.peer or self.event)


def with_need_count(events):
    """Add ``need_count`` to meetings: how many needs each may help with.

    For staff alone, since it tells of groups of any size; see programmes/base/disclosure.py.
    """
    inside = NeedMatch.objects.filter(event=OuterRef("pk")).order_by().values("event")
    count = Subquery(inside.annotate(count=Count("pk")).values("count"))
    return events.annotate(need_count=Coalesce(count, 0, output_field=models.IntegerField()))
