"""The figures of a survey as sentences, pictures, tables and rows of a file."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.base.charts import Bar, bars
from partnerships.base.exports import Column
from programmes.base.disclosure import Told
from programmes.models.survey_figures import QuestionFigure, figures_of
from programmes.models.survey_questions import QuestionKind

WITHHELD = "–"
COLUMNS = ("wave", "year", "question", "answer", "text", "label", "authorities")


@dataclass
class Shown:
    """One question with what this reader may know of it, now and in the former wave."""

    figure: QuestionFigure
    told: Told
    former: Told | None = None
    former_figure: QuestionFigure | None = field(default=None, repr=False)

    @property
    def question(self):
        return self.figure.question

    @property
    def is_number(self):
        return self.question.kind == QuestionKind.NUMBER

    @property
    def is_drawn(self):
        return any(self.told.numbers.values())

    @property
    def finding(self):
        """Return in a sentence how many answered, or why nothing is said."""
        if self.told.total is None:
            return _("Too few authorities answered alike to show figures.")
        if self.is_number:
            return _("On average %(number)s, said by %(count)d authorities.") % {
                "number": self.figure.average,
                "count": self.told.total,
            }
        return (
            ngettext("%d authority answered.", "%d authorities answered.", self.told.total)
            % self.told.total
        )

    @property
    def bars(self):
        labels = dict(self.figure.options)
        told = [(labels[code], number) for code, number in self.told.numbers.items()]
        rows = [Bar(label, number) for label, number in told if number is not None]
        return [
            *rows,
            *([Bar(rest_label(), self.told.rest, "line-strong")] if self.told.rest else []),
        ]

    def draw(self, *, look):
        return bars(self.bars, look=look)

    @property
    def head(self):
        former = [_("former wave")] if self.former else []
        return [_("answer"), _("this wave"), *former]

    @property
    def rows(self):
        """Return the table: each answer with its number now and, if there was one, before."""
        lines = list(self.figure.options)
        if self.told.rest or (self.former and self.former.rest):
            lines.append(("rest", rest_label()))
        lines.append(("total", _("all that answered")))
        shown = [self.told, *([self.former] if self.former else [])]
        return [
            {"label": label, "url": "", "cells": [_cell(_number(one, code)) for one in shown]}
            for code, label in lines
        ]

    def records(self, survey):
        """Return the rows of the file; what is withheld has no number."""
        codes = [*self.figure.options, *([("rest", rest_label())] if self.told.rest else [])]
        of = (survey.wave, survey.year, self.question.code)
        text = self.question.text
        return [(*of, code, text, label, _number(self.told, code)) for code, label in codes]


def rest_label():
    return _("the answers marked with a dash, together")


def _number(told, code):
    special = {"rest": told.rest, "total": told.total}
    return special[code] if code in special else told.numbers.get(code)


def _cell(number):
    return WITHHELD if number is None else number


def shown_figures(survey, *, is_public):
    """Return the figures of all questions that can be counted, beside those of the former wave."""
    now = figures_of(survey, is_public=is_public)
    before = figures_of(survey.former, is_public=is_public) if has_former(survey) else {}
    return [
        _shown(figure, before.get(code), is_public)
        for code, figure in now.items()
        if figure.question.kind != QuestionKind.TEXT
    ]


def has_former(survey):
    """Return whether there is a former wave of which the figures may be read."""
    former = survey.former
    return bool(former and former.publication == "published" and former.is_over)


def _shown(figure, former, is_public):
    def told(one):
        return one.told if is_public else one.everything

    is_alike = former and former.question.kind == figure.question.kind
    return Shown(figure, told(figure), told(former) if is_alike else None, former)


def columns():
    return [Column(name, lambda row, at=at: row[at]) for at, name in enumerate(COLUMNS)]
