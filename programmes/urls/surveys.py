"""The addresses of surveys and needs."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from programmes.views import my_surveys, surveys

pages = [
    path(_("surveys/"), surveys.SurveyList.as_view(), name="surveys"),
    path(_("surveys/<slug:slug>/"), surveys.SurveyDetail.as_view(), name="survey"),
    path(
        _("surveys/<slug:slug>/figures.csv"),
        surveys.SurveyFile.as_view(),
        name="survey-file",
    ),
    path(
        _("surveys/<slug:slug>/<slug:code>.svg"),
        surveys.SurveyPicture.as_view(),
        name="survey-picture",
    ),
    path(
        _("surveys/<slug:slug>/<slug:code>/<slug:look>.svg"),
        surveys.SurveyPicture.as_view(),
        name="survey-look",
    ),
]

workspace = [
    path(_("surveys/"), my_surveys.surveys, name="my-surveys"),
    path(_("surveys/<int:pk>/begin/"), my_surveys.begin, name="my-survey-begin"),
    path(_("surveys/answers/<int:pk>/"), my_surveys.answer, name="my-survey"),
    path(_("surveys/answers/<int:pk>/review/"), my_surveys.review, name="my-survey-review"),
    path(_("needs/"), my_surveys.needs, name="my-needs"),
]
