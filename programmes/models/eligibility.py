"""Whether an authority may enrol in a call, rule by rule, and with whom it could do so."""

import itertools
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from partnerships.models import LocalAuthority

# How many ways to enrol together are named.
MOST_GROUPS = 5
# A group of more is no advice any more.
MOST_TOGETHER = 6


@dataclass(frozen=True)
class Reason:
    """One rule of a call, and whether an authority or group meets it."""

    rule: str
    is_met: bool
    have: object = None
    need: object = None

    def __str__(self):
        return SENTENCES[self.rule](self)


@dataclass(frozen=True)
class Eligibility:
    """The answer of a call to one authority, with the reasons and the groups that would do."""

    reasons: tuple
    groups: tuple = ()

    @property
    def is_eligible(self):
        return all(reason.is_met for reason in self.reasons)

    def as_json(self):
        """Return the answer as it is kept with an enrolment."""
        return {
            "is_eligible": self.is_eligible,
            "reasons": [
                {"rule": one.rule, "is_met": one.is_met, "have": one.have, "need": one.need}
                for one in self.reasons
            ],
        }


def from_json(kept):
    """Return the answer that was kept with an enrolment; nothing kept, no reasons."""
    return Eligibility(tuple(Reason(**one) for one in kept.get("reasons", [])))


def check(call, authority, *, others=(), on=None):
    """Return whether an authority, alone or with others, meets the rules of a call.

    A population that is not on record counts as none: the rule cannot be shown to be met.
    """
    parties, provinces = [authority, *others], list(call.provinces.all())
    reasons = []
    if call.kinds:
        reasons.append(Reason("kind", _all_of(parties, call.kinds), authority.kind, call.kinds))
    if provinces:
        keys = {one.pk for one in provinces}
        is_met = all(_province_of(one) in keys for one in parties)
        reasons.append(Reason("province", is_met, need=[str(one) for one in provinces]))
    if others and not call.is_open_to_groups:
        reasons.append(Reason("group", is_met=False))
    groups = ()
    if call.minimum_population:
        have = sum(one.population or 0 for one in parties)
        is_met = have >= call.minimum_population
        reasons.append(Reason("population", is_met, have or None, call.minimum_population))
        if not is_met and call.is_open_to_groups and all(one.is_met for one in reasons[:-1]):
            groups = groups_for(call, parties, on=on or timezone.localdate())
    return Eligibility(tuple(reasons), groups)


def groups_for(call, parties, *, on):
    """Return with whom a party could reach the fewest inhabitants: neighbours of one province.

    Each single neighbour that is enough comes first, the smallest of them first; when none is,
    the largest ones are added up until they are enough.
    """
    province = _province_of(parties[0])
    near = LocalAuthority.objects.existing(on=on).filter(
        province=province, kind=parties[0].kind, population__isnull=False
    )
    near = near.exclude(pk__in=[one.pk for one in parties]).order_by("population", "pk")
    missing = call.minimum_population - sum(one.population or 0 for one in parties)
    near = list(near) if province else []
    enough = [(one,) for one in near if one.population >= missing]
    if enough:
        return tuple(enough[:MOST_GROUPS])
    largest = near[::-1][: MOST_TOGETHER - 1]
    sums = itertools.accumulate(one.population for one in largest)
    together = next((place for place, total in enumerate(sums, 1) if total >= missing), 0)
    return (tuple(largest[:together]),) if together else ()


def _all_of(parties, kinds):
    return all(one.kind in kinds for one in parties)


def _province_of(authority):
    is_province = authority.kind == LocalAuthority.Kind.PROVINCE
    return authority.pk if is_province else authority.province_id


def _kind(reason):
    labels = dict(LocalAuthority.Kind.choices)
    kinds = ", ".join(str(labels.get(one, one)) for one in reason.need)
    if reason.is_met:
        return _("The call is for: %(kinds)s. That fits.") % {"kinds": kinds}
    return _("The call is for: %(kinds)s. Not every applicant is one.") % {"kinds": kinds}


def _province(reason):
    named = {"provinces": ", ".join(reason.need)}
    if reason.is_met:
        return _("The call is for authorities in: %(provinces)s. That fits.") % named
    return _("The call is for authorities in: %(provinces)s. Not every applicant is.") % named


def _population(reason):
    if reason.have is None:
        return _("The call asks for %(need)s inhabitants; no number is on record.") % {
            "need": number_format(reason.need, use_l10n=True, force_grouping=True)
        }
    numbers = {
        "need": number_format(reason.need, use_l10n=True, force_grouping=True),
        "have": number_format(reason.have, use_l10n=True, force_grouping=True),
    }
    if reason.is_met:
        return _("The call asks for %(need)s inhabitants; on record are %(have)s.") % numbers
    return _("The call asks for %(need)s inhabitants; on record are only %(have)s.") % numbers


def _group(_reason):
    return _("The call takes no groups. Leave the other authorities out.")


SENTENCES = {"kind": _kind, "province": _province, "population": _population, "group": _group}
