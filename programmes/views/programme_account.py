"""How a programme is put on its page: facts, who took part, figures side by side."""

from itertools import groupby
from operator import attrgetter

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.base.translation import in_reader_language
from partnerships.views.presentation import fact, listed, localised
from programmes.models import Programme
from programmes.models.countries import COUNTRIES

STAGE_TONES = {"ahead": "review", "running": "active", "finished": "ended"}


def stage_tone(stage):
    """Return the tone of the badge that says where a programme stands."""
    return STAGE_TONES.get(stage, "neutral")


def term(programme):
    """Return from when until when a programme runs, as far as both are known."""
    dates = {
        "start": localised(programme.valid_from),
        "end": localised(programme.valid_until),
    }
    if dates["start"] and dates["end"]:
        return _("%(start)s to %(end)s") % dates
    if dates["start"]:
        return _("from %(start)s; the end is not known") % dates
    if dates["end"]:
        return _("until %(end)s; the start is not known") % dates
    return ""


def facts(programme):
    """Return what a reader wants to know first; what the sources do not say is called unknown."""
    unknown = _("not known")
    funder = in_reader_language(programme, "funder")
    countries = listed(str(COUNTRIES.get(code, code)) for code in programme.countries)
    themes = listed(str(theme) for theme in programme.themes.all())
    shown = [
        fact(_("Kind"), programme.get_kind_display()),
        fact(_("Term"), term(programme) or unknown),
        fact(_("Funder"), funder.text or unknown, lang=funder.lang),
        fact(_("Budget"), _budget(programme) or unknown),
        fact(_("Countries"), countries or unknown),
        fact(_("Themes"), themes or unknown),
        fact(_("Website"), programme.website or unknown, url=programme.website),
    ]
    if client := programme.client:
        shown.insert(2, fact(_("Client"), str(client), url=client.get_absolute_url()))
    return shown


def _budget(programme):
    if programme.budget is None:
        return ""
    whole = programme.budget == programme.budget.to_integral_value()
    number = number_format(programme.budget, decimal_pos=0 if whole else 2, force_grouping=True)
    return _("%(number)s euros") % {"number": number}


def texts(programme, *, is_finished):
    """Return the longer texts under headings that fit the stage: finished is in the past."""
    headings = {
        "objective": _("What it was for") if is_finished else _("What it is for"),
        "background": _("Background"),
        "who_can_join": _("Who could take part") if is_finished else _("Who can take part"),
        "support": _("Support that was offered") if is_finished else _("Support offered"),
        "effort": _("Effort that was asked") if is_finished else _("Effort expected"),
    }
    return [
        {"heading": heading, "text": in_reader_language(programme, name)}
        for name, heading in headings.items()
    ]


def result_groups(programme):
    """Return the results by what they count; where sources differ, all figures with their source.

    The first of a group gives its words in the reader's language.
    """
    rows = list(programme.results.all())
    first = {}
    for row in rows:
        first.setdefault(row.what_nl, len(first))
    rows.sort(key=lambda row: (first[row.what_nl], row.pk))
    groups = []
    for _what, figures in groupby(rows, key=attrgetter("what_nl")):
        figures = list(figures)
        numbers = {one.number for one in figures if one.number is not None}
        groups.append(
            {
                "what": in_reader_language(figures[0], "what"),
                "kind": figures[0].get_kind_display(),
                "figures": figures,
                "is_conflicting": len(numbers) > 1,
            }
        )
    return groups


def pairs(programme):
    """Return the participations of which both sides are known."""
    return [one for one in programme.participations.all() if one.is_pair]


def named_alone(programme):
    """Return parties that the sources name without a partner, in China and elsewhere.

    Those of which the same is told stand together, so that it is told once.
    """
    alone = [one for one in programme.participations.all() if not one.is_pair]
    sides = (
        (_("Participants in China"), [one for one in alone if one.division_id]),
        (_("Participants elsewhere"), [one for one in alone if one.party]),
    )
    return [
        {"label": label, "count": len(rows), "lots": _lots(rows)} for label, rows in sides if rows
    ]


def _lots(rows):
    """Return the rows of which the same is told together, in the order of the first of each."""
    lots = {}
    for one in rows:
        themes = tuple(theme.slug for theme in one.themes.all())
        told = (one.valid_from, one.valid_until, one.state, one.role, one.note_nl, themes)
        lots.setdefault((*told, one.source, one.cluster), []).append(one)
    return [{"first": same[0], "rows": same} for same in lots.values()]


def kin(programme):
    """Return the programmes before and after this one, as far as they are public."""
    former = programme.predecessor
    chain = [(_("Before"), former)] if former and former.is_public else []
    return [
        *chain,
        *((_("After"), following) for following in programme.next_programmes),
    ]


def facets(filterset, links, *, on):
    """Return the choices beside the list, each with the number of programmes it would leave."""
    stages = {}
    for one in filterset.without("stage"):
        stage = one.stage(on=on)
        stages[stage] = stages.get(stage, 0) + 1
    kinds, themes = {}, {}
    for kind in filterset.without("kind").values_list("kind", flat=True):
        kinds[kind] = kinds.get(kind, 0) + 1
    rows = filterset.without("theme").prefetch_related("themes")
    for theme in (theme for one in rows for theme in one.themes.all()):
        themes[theme] = themes.get(theme, 0) + 1
    return [
        _facet("kind", _("Kind"), Programme.Kind, kinds, filterset, links),
        _facet("stage", _("Stage"), Programme.Stage, stages, filterset, links),
        {
            "name": "theme",
            "label": _("Theme"),
            "options": [
                _option("theme", theme.slug, str(theme), count, filterset, links)
                for theme, count in sorted(themes.items(), key=lambda item: item[0].position)
            ],
            "more": [],
        },
    ]


def _facet(name, label, choices, counts, filterset, links):
    options = [
        _option(name, value, capfirst(text), counts[value], filterset, links)
        for value, text in choices.choices
        if value in counts
    ]
    return {"name": name, "label": label, "options": options, "more": []}


def _option(name, value, label, count, filterset, links):
    selected = filterset.data.get(name) == value
    return {
        "label": label,
        "count": count,
        "url": links.without(name) if selected else links.replaced(**{name: value}),
        "selected": selected,
        "lang": "",
    }


def chips(filterset, links):
    """Return the filters in force, each with the address without it."""
    shown = []
    for name, values in filterset.given():
        field = filterset.form.fields[name]
        value = dict(getattr(field, "choices", ())).get(values[0], values[0])
        shown.append(
            {"label": capfirst(str(field.label)), "value": str(value), "url": links.without(name)}
        )
    return shown
