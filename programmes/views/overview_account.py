"""A yearly overview in words: its findings, tables and pictures, in the reader's language."""

from functools import partial

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.base import charts
from partnerships.base.exports import Column
from partnerships.base.translation import in_reader_language
from partnerships.models import Exchange
from partnerships.views.exchange_account import period
from partnerships.views.figure import Figure, table_row
from partnerships.views.presentation import day, fact, listed
from programmes.models.overviews import Fate, provinces_of

DEFINITIONS = {
    "directions": gettext_lazy(
        "Exchanges that began in this year and were held, by who travelled to whom."
    ),
    "sectors": gettext_lazy(
        "Exchanges that were held, by theme. One with several themes counts in each."
    ),
    "origins": gettext_lazy(
        "Exchanges that were held, by the Chinese province of the partner. One with places in "
        "several provinces counts in each."
    ),
    "commitments": gettext_lazy(
        "Commitments of exchanges that were held. Overdue: the date has passed, and it is not done."
    ),
}
NAMES = tuple(DEFINITIONS)
TONES = {Fate.DONE: "active", Fate.OPEN: "low", Fate.OVERDUE: "suspended"}


class OverviewFigure(Figure):
    """One question about the exchanges of a year."""

    @property
    def definition(self):
        return DEFINITIONS[self.name]


def figure(overview, name):
    """Return one figure of an overview; raises KeyError when there is none of that name."""
    return {
        "directions": _directions,
        "sectors": _sectors,
        "origins": _origins,
        "commitments": _commitments,
    }[name](overview)


def _counted(name, label, finding, numbers, *, head, tones):
    """Return a figure of one number for each choice."""
    rows = [
        (choice.value, capfirst(str(choice.label)), number) for choice, number in numbers.items()
    ]
    bars = [charts.Bar(text, number, tones[code]) for code, text, number in rows]
    return OverviewFigure(
        name=name,
        label=label,
        finding=finding,
        head=[head, _("Number")],
        rows=[table_row(text, number) for _code, text, number in rows],
        columns=[name, "label", "number"],
        records=rows,
        draw=partial(charts.bars, bars),
        is_drawn=any(numbers.values()),
    )


def _directions(overview):
    numbers = overview.directions
    total = sum(numbers.values())
    held = ngettext("%(total)s exchange was held", "%(total)s exchanges were held", total)
    finding = held % {"total": total} if total else _("No exchange was held")
    if total:
        parts = [f"{one.label} {number}" for one, number in numbers.items() if number]
        finding = f"{finding}: {listed(parts)}"
    tones = dict.fromkeys((one.value for one in numbers), "blue")
    return _counted(
        "directions", _("By direction"), finding, numbers, head=_("Direction"), tones=tones
    )


def _commitments(overview):
    numbers = overview.fates
    total = sum(numbers.values())
    finding = _("No commitment is recorded")
    if total:
        sentence = ngettext(
            "The one commitment: done %(done)s, overdue %(overdue)s",
            "Of %(total)s commitments %(done)s are done and %(overdue)s are overdue",
            total,
        )
        finding = sentence % {
            "total": total,
            "done": numbers[Fate.DONE],
            "overdue": numbers[Fate.OVERDUE],
        }
    tones = {fate.value: tone for fate, tone in TONES.items()}
    label = _("What became of commitments")
    return _counted("commitments", label, finding, numbers, head=_("State"), tones=tones)


def _crossed(name, label, rows, finding, *, head, code_of):
    """Return a figure of groups, each divided by direction."""
    series = [capfirst(str(one.label)) for one in Exchange.Direction]
    return OverviewFigure(
        name=name,
        label=label,
        finding=finding,
        head=[head, *series],
        rows=[table_row(group_name(group), *numbers.values()) for group, numbers in rows],
        columns=[name, "label", *Exchange.Direction.values],
        records=[(code_of(group), group_name(group), *numbers.values()) for group, numbers in rows],
        draw=partial(
            charts.stacks,
            [(group_name(group), list(numbers.values())) for group, numbers in rows],
            series,
        ),
        is_drawn=bool(rows),
    )


def group_name(group):
    """Return a theme by its name, a Chinese place with its characters."""
    characters = getattr(group, "name_zh", "")
    name = str(group)
    return f"{name} {characters}" if characters and characters not in name else name


def _most(rows, sentence, nothing):
    """Return the sentence about the groups with most exchanges."""
    if not rows:
        return nothing
    most = max(sum(numbers.values()) for _group, numbers in rows)
    names = [group_name(group) for group, numbers in rows if sum(numbers.values()) == most]
    return sentence % {"names": listed(names), "number": most}


def _sectors(overview):
    rows = overview.sectors
    finding = _most(rows, _("Most often about: %(names)s (%(number)s)"), _("No theme is recorded"))
    return _crossed(
        "sectors", _("By theme"), rows, finding, head=_("Theme"), code_of=lambda one: one.slug
    )


def _origins(overview):
    rows = overview.origins
    finding = _most(
        rows, _("Most often with: %(names)s (%(number)s)"), _("No place in China is recorded")
    )
    label, head = _("By origin in China"), _("Province")
    return _crossed("origins", label, rows, finding, head=head, code_of=lambda one: one.code or "")


def facts(overview, authority, programme):
    """Return what the overview is about, and how many exchanges there are of each state."""
    rows = [fact(_("Authority"), str(authority), url=authority.get_absolute_url())]
    if programme:
        rows.append(fact(_("Programme"), programme.name, url=programme.get_absolute_url()))
    rows += [
        fact(capfirst(str(state.label)), str(number)) for state, number in overview.states.items()
    ]
    return [*rows, fact(_("As of"), date_format(overview.on))]


def exchange_rows(overview):
    """Return every exchange as a row of a table, with what came of it if it may be told."""
    return [
        {
            "when": period(one),
            "title": in_reader_language(one, "title"),
            "url": reverse("my-exchange", args=[one.pk]),
            "direction": one.get_direction_display(),
            "state": one.get_state_display(),
            "places": listed(map(group_name, one.divisions.all())),
            "themes": listed(map(str, one.themes.all())),
            "results": in_reader_language(one, "results")
            if overview.tells("results", one)
            else in_reader_language(one, "title")._replace(text="", lang=""),
        }
        for one in overview.exchanges
    ]


def promise_rows(overview):
    """Return every commitment as a row of a table."""
    return [
        {
            "text": commitment.text,
            "exchange": in_reader_language(exchange, "title"),
            "owner": commitment.owner,
            "due": day(commitment.due_on),
            "done": day(commitment.done_on),
            "fate": str(fate.label),
        }
        for commitment, exchange, fate in overview.promises
    ]


def columns(overview):
    """Return the columns of the file of an overview, one exchange on a line."""

    def fates(one):
        return [Fate.of(promise, on=overview.on) for promise in overview.promises_of(one)]

    def results(one):
        return one.results if overview.tells("results", one) else ""

    return [
        Column("from", lambda one: one.from_on),
        Column("until", lambda one: one.until_on),
        Column("title", lambda one: one.title),
        Column("direction", lambda one: one.direction),
        Column("purpose", lambda one: one.purpose),
        Column("state", lambda one: one.state),
        Column("kept_by", lambda one: str(one.authority or "")),
        Column("divisions", lambda one: [str(place) for place in one.divisions.all()]),
        Column("divisions_zh", lambda one: [place.name_zh for place in one.divisions.all()]),
        Column("provinces", lambda one: [place.name_en for place in provinces_of(one)]),
        Column("themes", lambda one: [theme.slug for theme in one.themes.all()]),
        Column("commitments", lambda one: len(fates(one))),
        Column("commitments_done", lambda one: fates(one).count(Fate.DONE)),
        Column("commitments_overdue", lambda one: fates(one).count(Fate.OVERDUE)),
        Column("results", results),
    ]
