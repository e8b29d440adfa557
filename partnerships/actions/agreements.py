"""Writes to an agreement that touch more than one table; each keeps the search index right."""

from django.db import transaction

from partnerships.models import Agreement, AgreementTheme, Participant, Source, StatusChange
from partnerships.models.agreement_choices import Status


@transaction.atomic
def set_parties(*, agreement, authorities, divisions):
    """Make these places, in this order, the parties of an agreement; others leave it."""
    for field, places in (("authority", authorities), ("division", divisions)):
        present = agreement.participants.filter(**{f"{field}__isnull": False})
        present.exclude(**{f"{field}__in": places}).delete()
        kept = set(present.values_list(field, flat=True))
        for place in places:
            if place.pk not in kept:
                Participant.objects.create(agreement=agreement, **{field: place})
    return agreement


@transaction.atomic
def set_themes(*, agreement, main, further):
    """Make ``main`` (three at most, most important first) and ``further`` its themes."""
    wanted = {theme: rank for rank, theme in enumerate(main, 1)} | dict.fromkeys(further)
    present = {
        link.theme: link.rank for link in agreement.agreementtheme_set.select_related("theme")
    }
    if present != wanted:
        agreement.agreementtheme_set.all().delete()
        AgreementTheme.objects.bulk_create(
            AgreementTheme(agreement=agreement, theme=theme, rank=rank)
            for theme, rank in wanted.items()
        )
    return agreement


@transaction.atomic
def set_sources(*, agreement, sources, instead_of):
    """Replace the sources with some references by others.

    ``sources`` maps references to their kind and note (None: the note it has); ``instead_of``
    lists the references that were there for the same purpose. Those that staff added stay.
    """
    agreement.sources.filter(reference__in=set(instead_of) - set(sources)).delete()
    for reference, (kind, note) in sources.items():
        values = {"kind": kind} if note is None else {"kind": kind, "note": note}
        Source.objects.update_or_create(agreement=agreement, reference=reference, defaults=values)
    return agreement


@transaction.atomic
def record_status(*, agreement, status, is_public=None, **details):
    """Add a row to the status history, or correct the last one when it has the same status.

    ``details`` are the fields of :class:`StatusChange`: date, reason, body, notes. ``is_public``
    is that of a new row; a corrected one stays as visible as it was. An agreement whose first
    known status is not "active" is given its active start first, when that is dated.
    """
    last = agreement.status_changes.order_by("position").last()
    if last is None and status != Status.ACTIVE and agreement.valid_from:
        StatusChange.objects.create(
            agreement=agreement, status=Status.ACTIVE, on=agreement.valid_from
        )
    if last is not None and last.status == status:
        change = last
    else:
        change = StatusChange(agreement=agreement, status=status, is_public=is_public)
    for field, value in details.items():
        setattr(change, field, value)
    change.full_clean()
    change.save()
    return change


def running_rivals(*, agreement, kind, authorities, divisions):
    """Return the published running ties of a kind that hold one of these pairs, this one aside."""
    rivals = Agreement.objects.public().running().filter(kind=kind).between(authorities, divisions)
    return rivals.exclude(pk=agreement.pk) if agreement else rivals
