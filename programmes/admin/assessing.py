"""All enrolments of one call side by side: what they answer, what they score, as page and file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.base.exports import Column, as_csv
from partnerships.views.presentation import day
from programmes.actions.assessments import assessments, score
from programmes.models.eligibility import from_json

PREFIX = "points"


def assess(desk, request, pk):
    """Show the enrolments in columns with the points of this colleague, or write the points."""
    call = _call_for(desk, request, pk)
    typed = {}
    if request.method == "POST":
        typed = {name: text for name, text in request.POST.items() if name.startswith(PREFIX)}
        try:
            score(call=call, points=_points(typed), by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The points are saved."))
            return HttpResponseRedirect(request.path)
    columns = assessments(call, by=request.user)
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Enrolments: %(call)s") % {"call": call},
        "opts": desk.opts,
        "call": call,
        "columns": columns,
        "facts": _fact_rows(columns),
        "questions": _question_rows(call, columns),
        "criteria": _criterion_rows(call, columns, typed),
        "csv_url": reverse("admin:programmes_call_csv", args=[call.pk]),
    }
    return TemplateResponse(request, "admin/call_enrolments.html", context)


def _call_for(desk, request, pk):
    call = desk.get_object(request, str(pk))
    if call is None:
        raise Http404
    if not desk.has_change_permission(request, call):
        raise PermissionDenied
    return call


def _points(typed):
    """Return the points by enrolment and criterion; an empty field takes them back."""
    found = {}
    for name, text in typed.items():
        keys = name.split("-")[1:]
        if len(keys) != 2 or not all(one.isascii() and one.isdecimal() for one in keys):
            continue
        plain = text.strip()
        is_number = plain.isascii() and plain.isdecimal() and len(plain) < 4
        found[tuple(map(int, keys))] = (int(plain) if is_number else -1) if plain else None
    return found


def _fact_rows(columns):
    enrolments = [one.enrolment for one in columns]
    rows = (
        (_("State"), [one.get_state_display() for one in enrolments]),
        (_("May enrol"), [_eligible(one) for one in enrolments]),
        (_("Together with"), [", ".join(map(str, one.co_applicants.all())) for one in enrolments]),
        (_("Chinese partner"), [str(one.division or "") for one in enrolments]),
        (_("Focus areas by preference"), [one.focus for one in enrolments]),
        (_("Earlier participation"), [one.earlier for one in enrolments]),
        (_("Mandate"), [f"{one.mandate_body} {day(one.mandate_on)}" for one in enrolments]),
    )
    return [{"label": label, "cells": cells} for label, cells in rows if any(cells)]


def _eligible(enrolment):
    answer = from_json(enrolment.eligibility)
    if answer.is_eligible:
        return _("yes")
    return " ".join(str(one) for one in answer.reasons if not one.is_met)


def _question_rows(call, columns):
    questions = list(call.questions.all())
    given = [{one.question_id: one for one in column.enrolment.answers.all()} for column in columns]
    return [
        {
            "label": str(question),
            "cells": [
                {"enrolment": column.enrolment, "answer": answers.get(question.pk)}
                for column, answers in zip(columns, given, strict=True)
            ],
        }
        for question in questions
    ]


def _criterion_rows(call, columns, typed):
    rows = []
    for criterion in call.criteria.all():
        cells = []
        for column in columns:
            name = f"{PREFIX}-{column.enrolment.pk}-{criterion.pk}"
            own = column.own.get(criterion.pk, "")
            average = column.averages.get(criterion.pk)
            label = f"{criterion} – {column.enrolment.authority}"
            cells.append(
                {
                    "name": name,
                    "label": label,
                    "value": typed.get(name, own),
                    "average": average,
                }
            )
        rows.append({"criterion": criterion, "cells": cells})
    return rows


def assessed_as_csv(desk, request, pk):
    """Send the same as a file: one line for each enrolment."""
    call = _call_for(desk, request, pk)
    answer = StreamingHttpResponse(
        as_csv(_file_columns(call), assessments(call)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{call.slug}.csv"'
    return answer


def _file_columns(call):
    def of(name):
        return lambda row: getattr(row.enrolment, name)

    return [
        Column("number", of("pk")),
        Column("authority", of("authority")),
        Column("state", lambda row: row.enrolment.get_state_display()),
        Column("submitted_at", lambda row: row.enrolment.submitted_at.isoformat()),
        Column("co_applicants", lambda row: list(row.enrolment.co_applicants.all())),
        Column("chinese_partner", of("division")),
        Column("focus", of("focus")),
        Column("earlier", of("earlier")),
        *(Column(str(one), _answer_to(one)) for one in call.questions.all()),
        *(Column(str(one), _average_of(one)) for one in call.criteria.all()),
        Column("total", lambda row: row.total),
        Column("feedback", of("feedback")),
    ]


def _answer_to(question):
    return lambda row: next(
        (one.shown for one in row.enrolment.answers.all() if one.question_id == question.pk), ""
    )


def _average_of(criterion):
    return lambda row: row.averages.get(criterion.pk)
