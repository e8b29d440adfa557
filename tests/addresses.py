"""Every kind of public address with a record behind it, for tests that open them all."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import partnerships as factories
from tests.factories import subscriptions
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.programmes import ProgrammeFactory
from tests.factories.questions import FaqEntryFactory
from tests.partnerships.pictures import picture


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


def an_event():
    return {"slug": EventFactory().slug}


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
    ("event", ("slug",)): [an_event],
    ("event-calendar", ("slug",)): [an_event],
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
