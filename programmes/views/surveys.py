"""Surveys for everybody: what was asked and why, and the figures that may be told."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from partnerships.base.drawing import Look
from partnerships.base.exports import as_csv
from partnerships.base.views import PublicDetail, public_cache
from partnerships.views.figures import MEDIA
from partnerships.views.presentation import crumbs
from programmes.models import Survey

from .survey_figures import columns, shown_figures


@public_cache
class SurveyList(TemplateView):
    """The surveys, the newest first."""

    template_name = "programmes/survey_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(surveys=Survey.objects.public(), **kwargs)


class SurveyDetail(PublicDetail):
    """One survey; its figures stand here once it has closed."""

    queryset = Survey.objects.public().select_related("former", "programme")
    template_name = "programmes/survey_detail.html"
    context_object_name = "survey"

    def get_context_data(self, **kwargs):
        survey = self.object
        shown = shown_figures(survey, is_public=True) if survey.is_over else []
        return super().get_context_data(
            figures=[as_chart(one, survey) for one in shown],
            as_of=date_format(timezone.localtime(survey.closes_at)),
            crumbs=crumbs(_("Surveys"), "surveys", survey),
            **kwargs,
        )


def as_chart(shown, survey):
    """Return a figure as a chart needs it."""
    args = [survey.slug, shown.question.code]
    look = [
        {"url": reverse("survey-look", args=[*args, name]), "media": media}
        | _size(shown.draw(look=Look.of(name)))
        for name, media in MEDIA.items()
        if shown.is_drawn
    ]
    picture = {"url": reverse("survey-picture", args=args), "scrolls": False, "sources": look}
    return {
        "shown": shown,
        "picture": picture | _size(shown.draw(look=Look())) if shown.is_drawn else None,
        "file_url": reverse("survey-file", args=[survey.slug]),
    }


def _size(drawing):
    return {"width": drawing.width, "height": drawing.height}


def figures_or_404(slug):
    """Return a survey that has closed with what everybody may know of it."""
    survey = get_object_or_404(Survey.objects.public().select_related("former"), slug=slug)
    if not survey.is_over:
        raise Http404
    return survey, shown_figures(survey, is_public=True)


def picture_of(figures, code, look):
    """Answer with the picture of one question."""
    try:
        chosen = Look.of(look) if look else Look()
    except ValueError as error:
        raise Http404 from error
    shown = next((one for one in figures if one.question.code == code and one.is_drawn), None)
    if shown is None:
        raise Http404
    svg = shown.draw(look=chosen).svg()
    return HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")


@public_cache
class SurveyPicture(TemplateView):
    """The figure of one question as SVG."""

    def get(self, request, *, slug, code, look=""):
        _survey, figures = figures_or_404(slug)
        return picture_of(figures, code, look)


@public_cache
class SurveyFile(TemplateView):
    """The figures of a survey as CSV, of which everybody may know."""

    def get(self, request, *, slug):
        survey, figures = figures_or_404(slug)
        rows = [row for one in figures for row in one.records(survey)]
        answer = HttpResponse(
            "".join(as_csv(columns(), rows)), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = f'attachment; filename="chinapoort-{survey.slug}.csv"'
        return answer
