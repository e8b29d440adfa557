"""What a survey adds up to, for staff: every number, every text, and who has not answered."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.base.drawing import Look
from programmes.models import Survey, SurveyAnswer
from programmes.models.survey_questions import QuestionKind
from programmes.views.survey_figures import shown_figures
from programmes.views.surveys import picture_of


def results(request, pk, *, frame):
    """Show the response by authority, the figures without anything withheld, and the texts."""
    survey = get_object_or_404(Survey.objects.select_related("former"), pk=pk)
    context = {
        **frame,
        "title": _("Results: %(survey)s") % {"survey": survey},
        "opts": Survey._meta,
        "survey": survey,
        "response": response_of(survey),
        "figures": [_shown(one, pk) for one in shown_figures(survey, is_public=False)],
        "texts": texts_of(survey),
    }
    return TemplateResponse(request, "admin/survey_results.html", context)


def _shown(one, pk):
    address = reverse("admin:programmes_survey_picture", args=[pk, one.question.code])
    drawing = one.draw(look=Look()) if one.is_drawn else None
    return {"shown": one, "address": address, "drawing": drawing}


def response_of(survey):
    """Return how many were asked, began and handed in, the rate, and who has not."""
    states = dict(survey.responses.values_list("authority", "state"))
    targets = list(survey.targets.all())
    submitted = [one for one in targets if states.get(one.pk) == "submitted"]
    return {
        "asked": len(targets),
        "begun": sum(one.pk in states for one in targets),
        "submitted": len(submitted),
        "rate": round(100 * len(submitted) / len(targets)) if targets else 0,
        "late": [one for one in targets if states.get(one.pk) != "submitted"],
    }


def texts_of(survey):
    """Return the answers in words that were handed in, with whose they are and for what use."""
    rows = SurveyAnswer.objects.with_consent().filter(
        response__survey=survey,
        response__state="submitted",
        question__kind=QuestionKind.TEXT,
    )
    return rows.select_related("question", "response__authority").order_by(
        "question__position", "response__authority__sort_name_nl"
    )


def picture(request, pk, code):
    """Answer with the picture of one question as staff may see it."""
    survey = get_object_or_404(Survey.objects.select_related("former"), pk=pk)
    return picture_of(shown_figures(survey, is_public=False), code, "")
