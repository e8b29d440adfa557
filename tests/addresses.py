"""Every kind of public address with a record behind it, for tests that open them all."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import partnerships as factories
from tests.factories import subscriptions
from tests.factories.calls import CallFactory
from tests.factories.events import EventDocumentFactory, EventFactory, RegistrationFactory
from tests.factories.news import NewsItemFactory
from tests.factories.programmes import ProgrammeDocumentFactory, ProgrammeFactory
from tests.factories.questions import FaqEntryFactory
from tests.factories.surveys import SurveyFactory
from tests.partnerships.pictures import picture
from tests.programmes.answering import answered


def an_agreement():
    return {"slug": factories.AgreementFactory().slug}


def an_authority():
    return {"slug": factories.LocalAuthorityFactory().slug}


def a_chinese_province():
    return {"slug": factories.ChineseProvinceFactory().slug}


def a_division():
    division = factories.ChineseDivisionFactory()
    return {"province": division.province.slug, "slug": division.slug}


def a_document():
    file = SimpleUploadedFile("akte.pdf", b"%PDF-1.7")
    return {"pk": factories.DocumentFactory(url="", file=file, ring="public").pk}


def a_figure():
    factories.AgreementFactory()
    return {"name": "kinds"}


def a_practice():
    return {"slug": factories.PracticeFactory().slug}


def a_picture():
    return {"pk": factories.PracticeFactory(image=picture(), image_alt_nl="Een kade.").pk}


def a_programme():
    return {"slug": ProgrammeFactory().slug}


def a_programme_document():
    file = SimpleUploadedFile("gids.pdf", b"%PDF-1.7")
    return {"pk": ProgrammeDocumentFactory(url="", file=file, ring="public").pk}


def a_call():
    return {"slug": CallFactory().slug}


def a_news_item():
    return {"slug": NewsItemFactory().slug}


def a_news_picture():
    return {"pk": NewsItemFactory(image=picture(), image_alt_nl="Een plein.").pk}


def a_survey():
    return {"slug": SurveyFactory().slug}


def a_survey_with_figures():
    survey = answered({"yes": 5, "no": 6})
    return {"slug": survey.slug, "code": survey.questions.get().code}


def a_survey_that_closed():
    return {"slug": SurveyFactory(closed=True).slug}


def an_event():
    return {"slug": EventFactory().slug}


def an_event_document():
    file = SimpleUploadedFile("dia's.pdf", b"%PDF-1.7")
    return {"pk": EventDocumentFactory(url="", file=file, ring="public").pk}


def a_registration():
    return {"token": RegistrationFactory().token}


def a_theme():
    return {"slug": factories.ThemeFactory().slug}


def an_answer():
    return {"slug": FaqEntryFactory().slug}


def a_subscription():
    return {"token": subscriptions.SubscriptionFactory().token}


PARAMETERS = {
    ("practice", ("slug",)): [a_practice],
    ("practice-pdf", ("slug",)): [a_practice],
    ("practice-picture", ("pk",)): [a_picture],
    ("practice-export", ("form",)): [lambda form=form: {"form": form} for form in ("csv", "json")],
    ("subscription-confirm", ("token",)): [a_subscription],
    ("subscription-stop", ("token",)): [a_subscription],
    ("programme", ("slug",)): [a_programme],
    ("programme-document", ("pk",)): [a_programme_document],
    ("programme-export", ("form",)): [lambda form=form: {"form": form} for form in ("csv", "json")],
    ("call", ("slug",)): [a_call],
    ("news-year", ("year",)): [lambda: {"year": 2021}],
    ("news-item", ("slug",)): [a_news_item],
    ("news-picture", ("pk",)): [a_news_picture],
    ("news-export", ("form",)): [lambda form=form: {"form": form} for form in ("csv", "json")],
    ("survey", ("slug",)): [a_survey, a_survey_that_closed],
    ("survey-file", ("slug",)): [a_survey_that_closed],
    ("survey-picture", ("slug", "code")): [a_survey_with_figures],
    ("survey-look", ("slug", "code", "look")): [
        lambda: a_survey_with_figures() | {"look": "narrow-dark"}
    ],
    ("event", ("slug",)): [an_event],
    ("event-calendar", ("slug",)): [an_event],
    ("event-document", ("pk",)): [an_event_document],
    ("event-register", ("slug",)): [an_event],
    ("event-export", ("form",)): [lambda form=form: {"form": form} for form in ("csv", "json")],
    ("registration", ("token",)): [a_registration],
    ("theme", ("slug",)): [a_theme],
    ("faq-entry", ("slug",)): [an_answer],
    ("agreement", ("slug",)): [an_agreement],
    ("agreement-dossier", ("slug",)): [an_agreement],
    ("agreement-dossier-pdf", ("slug",)): [an_agreement],
    ("agreement-export", ("form",)): [
        lambda form=form: {"form": form} for form in ("csv", "json", "geojson")
    ],
    ("authority", ("slug",)): [an_authority],
    ("authority-message", ("slug",)): [an_authority],
    ("document", ("pk",)): [a_document],
    ("division", ("slug",)): [a_chinese_province],
    ("division", ("province", "slug")): [a_division],
    ("figure-picture", ("name",)): [a_figure],
    ("figure-look", ("name", "look")): [lambda: a_figure() | {"look": "narrow-dark"}],
    ("figure-file", ("name",)): [a_figure],
}
