"""What a council reads of a tie before it decides: facts with their date and source, no advice."""

from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.base.translation import in_reader_language
from partnerships.models import Practice, StatusChange

from .presentation import VERIFICATION, agreement_facts, fact, listed, status_entries

DECISIONS_SHOWN = 12
# What a dossier can hold, in its order; a part without content is said to be empty.
NOTHING = {
    "documents": gettext_lazy("The register holds no public document of this tie."),
    "exchanges": gettext_lazy("The register holds no published exchange of this tie."),
    "means": gettext_lazy("The authority has released no figures on cost and staff time."),
    "results": gettext_lazy("The authority has released no results."),
    "practices": gettext_lazy("No practice or lesson of this tie is published."),
    "decisions": gettext_lazy("The register knows of no pause or end of another tie."),
}


def dossier(agreement):
    """Return what the public may know of an agreement that bears on a decision about it."""
    return {
        "kind": capfirst(agreement.get_kind_display()),
        "status": agreement.get_public_status_display() or _("no public status"),
        "title": in_reader_language(agreement, "title"),
        "summary": in_reader_language(agreement, "summary"),
        "aims": in_reader_language(agreement, "aims"),
        "places": _places(agreement),
        "facts": [one for one in agreement_facts(agreement) if one["value"]],
        "history": status_entries(agreement),
        "documents": list(agreement.documents.public()),
        "exchanges": [_exchange(one) for one in agreement.exchanges.public()],
        "means": means(agreement),
        "results": [_result(one) for one in agreement.results.public()],
        "practices": [_practice(one) for one in learned_from(agreement)],
        "decisions": decisions_of_others(agreement),
        "verification": capfirst(agreement.get_verification_display()),
        "meaning": VERIFICATION[agreement.verification],
        "confirmed": _confirmed(agreement),
        "sources": list(agreement.sources.all()),
        "nothing": NOTHING,
    }


def _places(agreement):
    return [
        {"label": _("In the Netherlands"), "places": list(agreement.authorities)},
        {"label": _("In China"), "places": list(agreement.divisions)},
    ]


def _exchange(exchange):
    return {
        "title": in_reader_language(exchange, "title"),
        "period": listed(
            dict.fromkeys(date_format(day) for day in (exchange.from_on, exchange.until_on))
        ),
        "facts": listed([exchange.get_direction_display(), exchange.get_purpose_display()]),
        "results": in_reader_language(exchange, "results"),
    }


def means(agreement):
    """Return what the tie costs as facts, once the authority has released it."""
    if not agreement.is_cost_released:
        return []
    cost, time = agreement.yearly_cost, agreement.staff_time
    told = (
        (_("Cost a year"), cost, lambda: _("€ %s") % number_format(cost, 0, force_grouping=True)),
        (_("Staff time"), time, lambda: _("%s full-time posts") % number_format(time)),
    )
    return [fact(label, text()) for label, value, text in told if value is not None]


def learned_from(agreement):
    return Practice.objects.public().for_agreements([agreement]).newest()


def _practice(practice):
    return {"title": in_reader_language(practice, "title"), "url": practice.get_absolute_url()}


def _result(result):
    return {
        "year": str(result.year),
        "text": in_reader_language(result, "text"),
        "evidence": result.evidence,
    }


def decisions_of_others(agreement):
    """Return the latest pauses and ends of other ties: those in the same Chinese province first.

    Every public one counts alike; whether to do as others did is for the council.
    """
    changes = StatusChange.objects.public().decided().newest().exclude(agreement=agreement)
    changes = changes.select_related("agreement").prefetch_related(
        "agreement__participants__authority", "agreement__participants__division__province"
    )[: DECISIONS_SHOWN * 5]
    here = {_province(one) for one in agreement.divisions}
    near = sorted(
        changes,
        key=lambda change: not here & {_province(one) for one in change.agreement.divisions},
    )
    return [_decision(change) for change in near[:DECISIONS_SHOWN]]


def _province(division):
    return division.province or division


def _decision(change):
    agreement = change.agreement
    return {
        "date": change.on.localised(),
        "title": in_reader_language(agreement, "title"),
        "url": agreement.get_absolute_url(),
        "status": change.get_status_display(),
        "reason": change.get_reason_display() or _("not known"),
        "body": change.get_decision_body_display() or _("not known"),
    }


def _confirmed(agreement):
    if not agreement.confirmed_on:
        return _("never confirmed by a party")
    return f"{date_format(agreement.confirmed_on)} ({agreement.freshness.label})"
