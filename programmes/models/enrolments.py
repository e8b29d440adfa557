"""Enrolments: what an authority hands in to a call, how it is judged, and what came of it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, is_one_of, person, who_and_when
from partnerships.models import ChineseDivision, LocalAuthority
from partnerships.models.histories import tracked

from . import eligibility
from .calls import Call


class EnrolmentState(models.TextChoices):
    """Where an enrolment stands between an authority and the decision."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    ELIGIBLE = "eligible", _("eligible")
    SELECTED = "selected", _("selected")
    RESERVE = "reserve", _("on the reserve list")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


_S = EnrolmentState
# From each state to those that may follow.
MOVES = {
    _S.DRAFT: {_S.SUBMITTED, _S.WITHDRAWN},
    _S.SUBMITTED: {_S.RETURNED, _S.ELIGIBLE, _S.REJECTED, _S.WITHDRAWN},
    _S.RETURNED: {_S.SUBMITTED, _S.REJECTED, _S.WITHDRAWN},
    _S.ELIGIBLE: {_S.SELECTED, _S.RESERVE, _S.REJECTED, _S.WITHDRAWN},
    _S.RESERVE: {_S.SELECTED, _S.REJECTED, _S.WITHDRAWN},
    _S.SELECTED: set(),
    _S.REJECTED: set(),
    _S.WITHDRAWN: set(),
}
# While it is with the authority it can be written.
WITH_AUTHORITY = (_S.DRAFT, _S.RETURNED)
# What staff still has to judge or decide.
WITH_STAFF = (_S.SUBMITTED, _S.ELIGIBLE)
DECISIONS = (_S.SELECTED, _S.RESERVE, _S.REJECTED)


class EnrolmentQuerySet(models.QuerySet):
    """Enrolments; who sees and writes which is decided here: the own authority, and staff."""

    def visible_to(self, user):
        return self.all() if user.is_staff else self.filter(authority__in=user.reads_for)

    def writable_by(self, user):
        """Return those that a person may write now: of the own authority, not handed in."""
        return self.filter(authority__in=user.writes_for, state__in=WITH_AUTHORITY)

    def withdrawable_by(self, user):
        ended = [state for state in EnrolmentState if not MOVES[state]]
        return self.filter(authority__in=user.writes_for).exclude(state__in=ended)

    def standing(self):
        """Return those that were not withdrawn; of an authority there is one for each call."""
        return self.exclude(state=EnrolmentState.WITHDRAWN)

    def handed_in(self):
        """Return what staff judges: everything but drafts and what was withdrawn."""
        return self.standing().exclude(state=EnrolmentState.DRAFT)

    def waiting(self):
        return self.filter(state__in=WITH_STAFF)

    def drafts(self):
        return self.filter(state=EnrolmentState.DRAFT)

    def for_rows(self):
        return self.select_related("call", "authority")


@tracked()
class Enrolment(Timestamped):
    """The wish of an authority, alone or with others, to take part in a round of a programme."""

    State = EnrolmentState

    # Who
    call = models.ForeignKey(
        Call, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("call")
    )
    authority = models.ForeignKey(
        LocalAuthority,
        on_delete=models.PROTECT,
        related_name="enrolments",
        verbose_name=_("authority"),
    )
    co_applicants = models.ManyToManyField(
        LocalAuthority, blank=True, related_name="+", verbose_name=_("authorities that join")
    )
    division = models.ForeignKey(
        ChineseDivision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Chinese partner"),
    )

    # What
    focus = models.TextField(_("focus areas by preference"), max_length=1500, blank=True)
    earlier = models.TextField(_("earlier participation"), max_length=1500, blank=True)
    mandate_body = models.CharField(_("mandate given by"), max_length=120, blank=True)
    mandate_on = models.DateField(_("mandate given on"), null=True, blank=True)
    has_consent = models.BooleanField(
        _("we agree that VNG International shares this with who judges it"), default=False
    )

    # Where it stands
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=EnrolmentState,
        default=EnrolmentState.DRAFT,
        editable=False,
    )
    submitted_by = person(_("submitted by"), editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)
    eligibility = models.JSONField(
        _("eligibility when submitted"), default=dict, blank=True, editable=False
    )
    questions = models.TextField(
        _("questions of VNG International"), max_length=2000, blank=True, editable=False
    )
    feedback = models.TextField(
        _("feedback to the applicant"), max_length=3000, blank=True, editable=False
    )
    decided_by = person(_("decided by"), editable=False)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["-updated_at", "pk"]
        constraints = [
            is_one_of("state", EnrolmentState),
            who_and_when("submitted_by", "submitted_at"),
            who_and_when("decided_by", "decided_at"),
            models.UniqueConstraint(
                fields=["call", "authority"],
                condition=~Q(state="withdrawn"),
                name="%(app_label)s_%(class)s_once_a_call",
                violation_error_message=_("This authority has enrolled in this call already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="%(app_label)s_%(class)s_was_submitted",
                violation_error_message=_("What is judged was submitted first."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["selected", "reserve", "rejected"])
                | (Q(decided_at__isnull=False) & ~Q(feedback="")),
                name="%(app_label)s_%(class)s_decision_is_explained",
                violation_error_message=_("A decision says by whom it is, and why."),
            ),
        ]

    def __str__(self):
        return f"{self.authority} – {self.call}"

    def get_absolute_url(self):
        return reverse("my-enrolment", args=[self.pk])

    @property
    def is_writable(self):
        return self.state in WITH_AUTHORITY

    @property
    def was_eligible(self):
        """Return the answer of the call when the enrolment was handed in."""
        return eligibility.from_json(self.eligibility)

    def move(self, *, to, by, at, message="", **values):
        """Bring the enrolment to another state and note the step: its only door.

        Raises ValidationError when the present state does not allow it.
        """
        if to not in MOVES[EnrolmentState(self.state)]:
            raise ValidationError(
                _("An enrolment that is “%(now)s” cannot become “%(then)s”."),
                code="move",
                params={
                    "now": self.get_state_display(),
                    "then": EnrolmentState(to).label,
                },
            )
        former, self.state = self.state, to
        for name, value in values.items():
            setattr(self, name, value)
        self.save()
        self.moves.create(from_state=former, to_state=to, message=message, moved_by=by, moved_at=at)
