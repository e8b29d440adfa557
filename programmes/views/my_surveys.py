"""The surveys of an official: what waits, the questions, a last look, and the own needs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from partnerships.models import LocalAuthority, Practice, Theme
from partnerships.views import drafts
from partnerships.views.workspace import Task, for_correspondents, for_officials
from programmes.actions import surveys as actions
from programmes.forms import SurveyForm
from programmes.models import Event, Need, NeedMatch, Survey, SurveyResponse
from programmes.models.prefills import prefilled
from programmes.models.responses import ResponseState
from programmes.models.survey_figures import options_of, said
from programmes.models.survey_questions import QuestionKind, asked


def tasks(user):
    """Return the open surveys that an authority of this person has not handed in."""
    now = timezone.now()
    rows = waiting(Survey.objects.open(at=now), user.writes_for)
    return [
        Task(
            _("Answer “%s”") % survey,
            reverse("my-surveys"),
            _("%(authority)s, until %(day)s")
            % {"authority": authority, "day": date_format(timezone.localtime(survey.closes_at))},
        )
        for survey, authority, response in rows
        if not response or response.state == ResponseState.DRAFT
    ]


def waiting(surveys, authorities):
    """Return each survey with an authority that is asked and its response, or None."""
    through = Survey.targets.through.objects.filter(
        survey__in=surveys, localauthority__in=authorities
    )
    pairs = list(through.select_related("survey", "localauthority"))
    pairs.sort(key=lambda one: (one.survey.closes_at, one.survey_id, one.localauthority_id))
    given = SurveyResponse.objects.filter(survey__in=surveys, authority__in=authorities)
    found = {(one.survey_id, one.authority_id): one for one in given}
    return [
        (one.survey, one.localauthority, found.get((one.survey_id, one.localauthority_id)))
        for one in pairs
    ]


@for_officials
@require_safe
def surveys(request):
    """Show the surveys that are put to the own authorities: open ones, and those that closed."""
    user, now = request.user, timezone.now()
    rows = waiting(Survey.objects.public().filter(opens_at__lte=now), user.reads_for)
    context = {
        "open": [
            {"survey": one, "authority": by, "response": said, "may": by.pk in user.writes_for}
            for one, by, said in rows
            if one.is_open(at=now)
        ],
        "closed": list(dict.fromkeys(one for one, _by, _said in rows if one.is_closed(at=now))),
    }
    return render(request, "programmes/my_surveys.html", context)


@for_officials
@require_POST
def begin(request, pk):
    """Begin to answer for an authority, or go on with what a colleague began."""
    survey = get_object_or_404(Survey.objects.open(at=timezone.now()), pk=pk)
    own = LocalAuthority.objects.kept_by(request.user)
    wanted = request.POST.get("authority", "")
    authority = get_object_or_404(own, pk=int(wanted) if wanted.isdecimal() else 0)
    try:
        response = actions.begin(survey=survey, authority=authority)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("my-surveys")
    return redirect(response)


def _kept(request, pk):
    rows = SurveyResponse.objects.kept_by(request.user).select_related("survey", "authority")
    return get_object_or_404(rows, pk=pk)


def _may_write(user, response):
    open_ones = SurveyResponse.objects.writable_by(user, at=timezone.now())
    return open_ones.filter(pk=response.pk).exists()


@for_officials
def answer(request, pk):
    """Show the questions, or save what is right; a program gets the moment of saving."""
    response = _kept(request, pk)
    if not _may_write(request.user, response):
        if request.method == "POST":
            raise PermissionDenied
        return redirect("my-survey-review", pk)
    form = form_for(response, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _form_page(request, form, response)
    is_right = form.is_valid()
    response = actions.save_answers(
        response=response,
        values=form.answers,
        consents=form.consents,
        consent=form.cleaned_data.get("consent") or None,
    )
    if drafts.is_by_script(request):
        return drafts.saved(reverse("my-survey", args=[pk]), form)
    if not is_right:
        return _form_page(request, form, response)
    if form.is_longer:
        messages.info(request, _("Saved. Your answers bring up further questions."))
        return redirect("my-survey", pk)
    return redirect("my-survey-review", pk)


def form_for(response, data=None):
    """Return the form of a response, with what is answered and what is known beforehand."""
    questions = list(response.survey.questions.all())
    rows = list(response.answers.select_related("question"))
    return SurveyForm(
        data,
        questions=questions,
        values={one.question.code: one.value for one in rows},
        prefilled=prefilled(response, questions),
        consents={one.question.code: one.consent for one in rows},
        initial={"consent": response.consent},
    )


def _form_page(request, form, response):
    status = 400 if form.is_bound and form.errors else 200
    context = {"form": form, "response": response, "survey": response.survey}
    return render(request, "programmes/my_survey_form.html", context, status=status)


@for_officials
def review(request, pk):
    """Show all answers once more; a press hands them in."""
    response = _kept(request, pk)
    if request.method == "POST":
        if not _may_write(request.user, response):
            raise PermissionDenied
        try:
            actions.hand_in(response=response, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("my-survey", pk)
        messages.success(request, _("Handed in. You can change your answers until it closes."))
        return redirect("my-surveys")
    context = {
        "response": response,
        "survey": response.survey,
        "answers": answers_of(response),
        "missing": response.missing(),
        "may_write": _may_write(request.user, response),
    }
    return render(request, "programmes/my_survey_review.html", context)


def answers_of(response):
    """Return what was asked and answered, in words, with what each answer may be used for."""
    given = {one.question.code: one for one in response.answers.select_related("question")}
    shown = asked(response.survey.questions.all(), {code: one.value for code, one in given.items()})
    has_themes = any(one.kind == QuestionKind.THEME for one in shown)
    themes = list(Theme.objects.all()) if has_themes else []
    return [
        {
            "question": one,
            "value": said(given[one.code].value, options_of(one, themes))
            if one.code in given
            else "",
            "consent": given[one.code].get_consent_display() if one.code in given else "",
        }
        for one in shown
    ]


@for_correspondents
@require_safe
def needs(request):
    """Show the needs of the own authorities, or what is shared with national government."""
    rows = Need.objects.visible_to(request.user).select_related("authority", "theme", "survey")
    meetings = Event.objects.visible_to(request.user).filter(cancelled_at=None)
    shown = NeedMatch.objects.filter(
        Q(practice=None) | Q(practice__in=Practice.objects.public()),
        Q(event=None) | Q(event__in=meetings),
    ).select_related("practice", "peer", "event")
    rows = rows.prefetch_related(Prefetch("matches", shown, to_attr="shown_matches"))
    return render(request, "programmes/my_needs.html", {"needs": rows})
