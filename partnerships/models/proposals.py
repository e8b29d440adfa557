"""Changes that an authority asks for in what the portal says about it."""

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, exactly_one, is_one_of, person, who_and_when

from .histories import tracked


class ProposalState(models.TextChoices):
    """Where a proposal stands between the authority and staff."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")


# What a proposal can be about.
NOUNS = ("agreement", "practice", "exchange")
# Something is still to come of these.
OPEN = (ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.RETURNED)
# The authority may change these.
WRITABLE = (ProposalState.DRAFT, ProposalState.RETURNED)
# Staff has spoken.
DECIDED = (ProposalState.RETURNED, ProposalState.ACCEPTED)


class ProposalQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN)

    def submitted(self):
        """Return what waits for staff."""
        return self.filter(state=ProposalState.SUBMITTED)

    def about(self, record):
        """Return what is proposed for one record."""
        return self.filter(**{record._meta.model_name: record})

    def for_authorities(self, authorities):
        return self.filter(authority__in=authorities)

    def waiting_first(self):
        """Return the proposals in the order in which staff reads them: oldest waiting first."""
        rank = Case(When(state=ProposalState.SUBMITTED, then=Value(0)), default=Value(1))
        return self.order_by(rank, "proposed_at", "pk")

    def with_people(self):
        return self.select_related(*NOUNS, "authority", "proposed_by", "decided_by")


def _record(noun, label, **options):
    return models.ForeignKey(
        noun, on_delete=models.CASCADE, null=True, blank=True, verbose_name=label, **options
    )


def _once_open(noun):
    return models.UniqueConstraint(
        fields=[noun, "authority"],
        condition=Q(state__in=OPEN),
        name=f"%(app_label)s_%(class)s_{noun}_once_open",
        violation_error_message=_("Your authority has a proposal for this record already."),
    )


@tracked()
class Proposal(Timestamped):
    """A change to a published record, by an authority that has a part in it.

    Staff reads the old beside the new and decides. ``changes`` holds what the form would be sent,
    by field and only where it differs; ``base`` what these fields held when it was proposed, or,
    once it is accepted, what they held until then.
    """

    State = ProposalState

    # What is to change
    agreement = _record("Agreement", _("agreement"), related_name="proposals")
    practice = _record("Practice", _("practice"), related_name="+")
    exchange = _record("Exchange", _("exchange"), related_name="+")
    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.PROTECT,
        related_name="proposals",
        verbose_name=_("authority"),
    )
    changes = models.JSONField(_("changes"), default=dict, blank=True)
    base = models.JSONField(_("what was there"), default=dict, blank=True)
    note = models.TextField(_("note to VNG International"), max_length=1500, blank=True)

    # Where it stands
    state = models.CharField(
        _("state"), max_length=9, choices=ProposalState, default=ProposalState.DRAFT
    )
    proposed_by = models.ForeignKey(
        "User", on_delete=models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    decided_by = person(_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    reason = models.TextField(_("reason or question"), max_length=1500, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            is_one_of("state", ProposalState),
            who_and_when("decided_by", "decided_at"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=False, state__in=DECIDED)
                | (Q(decided_at__isnull=True) & ~Q(state__in=DECIDED)),
                name="%(app_label)s_%(class)s_decided_by_state",
                violation_error_message=_(
                    "What is returned or accepted was decided; nothing else was."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.RETURNED) | ~Q(reason=""),
                name="%(app_label)s_%(class)s_return_has_reason",
                violation_error_message=_("Say what the authority should answer or change."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ProposalState.SUBMITTED, ProposalState.ACCEPTED])
                | ~Q(changes={}),
                name="%(app_label)s_%(class)s_changes_something",
                violation_error_message=_("A proposal changes at least one thing."),
            ),
            exactly_one(*NOUNS, name="of_one_record", message=_("A proposal is about one record.")),
            *map(_once_open, NOUNS),
        ]

    def __str__(self):
        return f"{self.record} ({self.authority})"

    @property
    def noun(self):
        """Return what kind of record it is about, as one of NOUNS."""
        return next(noun for noun in NOUNS if getattr(self, f"{noun}_id"))

    @property
    def record(self):
        return getattr(self, self.noun)

    @property
    def record_key(self):
        return getattr(self, f"{self.noun}_id")

    @property
    def is_writable(self):
        return self.state in WRITABLE

    @property
    def is_open(self):
        return self.state in OPEN

    def conflicts(self, today):
        """Return the fields that hold neither what they held when it was proposed nor the wish."""
        return [
            name
            for name, wanted in self.changes.items()
            if today[name] not in (self.base[name], wanted)
        ]

    def seen(self, today):
        """Return what the fields of the proposal hold today, to tell whether they still do."""
        return {name: today[name] for name in self.changes}
