"""One dull factory for each model of the register: the smallest valid record."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships import models
from partnerships.base.workflow import Publication
from partnerships.models.agreement_choices import Kind, Status

CODES = {f"{n}0000" for n in range(10, 100)}  # of Chinese provinces; some are real


class UserFactory(DjangoModelFactory):
    class Meta:
        model = models.User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = "!"  # no password fits


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.Theme

    slug = factory.Sequence(lambda n: f"theme-{n}")
    name_nl = factory.Sequence(lambda n: f"Thema {n}")
    position = factory.Sequence(lambda n: n + 101)  # after the real ones


def _count(**which):
    return models.LocalAuthority.objects.filter(**which).count()


class ProvinceFactory(DjangoModelFactory):
    class Meta:
        model = models.LocalAuthority

    kind = "province"
    name = factory.Sequence(lambda n: f"Gewest {n}")
    # There are a hundred codes, so they are counted within a test, not over all tests.
    code = factory.LazyFunction(lambda: f"PV{_count(kind='province'):02}")


class LocalAuthorityFactory(DjangoModelFactory):
    """A municipality."""

    class Meta:
        model = models.LocalAuthority

    kind = "municipality"
    name = factory.Sequence(lambda n: f"Gemeente {n}")
    # No municipality has one of these codes, so that real ones can stand beside it.
    code = factory.Sequence(lambda n: f"GM{5000 + n % 5000}")
    province = factory.SubFactory(ProvinceFactory)


class ChineseProvinceFactory(DjangoModelFactory):
    class Meta:
        model = models.ChineseDivision

    level = "province"
    code = factory.LazyFunction(
        lambda: min(CODES - {one.code for one in models.ChineseDivision.objects.all()})
    )
    name_zh = factory.Sequence(lambda n: f"第{n}省")
    pinyin = factory.Sequence(lambda n: f"Sheng {n}")
    name_en = factory.Sequence(lambda n: f"Sheng {n}")
    name_nl = factory.Sequence(lambda n: f"Sheng {n}")


class ChineseDivisionFactory(DjangoModelFactory):
    """A prefecture-level city."""

    class Meta:
        model = models.ChineseDivision

    level = "prefecture_city"
    code = factory.Sequence(lambda n: f"{100001 + n}")
    parent = factory.SubFactory(ChineseProvinceFactory)
    name_zh = factory.Sequence(lambda n: f"第{n}市")
    pinyin = factory.Sequence(lambda n: f"Shi {n}")
    name_en = factory.Sequence(lambda n: f"Shi {n}")
    name_nl = factory.Sequence(lambda n: f"Shi {n}")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = models.Organisation

    name = factory.Sequence(lambda n: f"Instelling {n}")
    kind = "knowledge"
    country = "NL"


class AgreementFactory(DjangoModelFactory):
    """A published agreement with one party on each side, indexed; ``status`` adds its history.

    ``authorities``, ``divisions`` and ``themes`` take lists; without them each side gets one party.
    """

    class Meta:
        model = models.Agreement
        skip_postgeneration_save = True

    title_nl = factory.Sequence(lambda n: f"Samenwerking {n}")
    slug = factory.Sequence(lambda n: f"samenwerking-{n}")
    kind = Kind.SISTER_CITY
    summary_nl = "Twee steden werken samen."
    publication = Publication.PUBLISHED

    class Params:
        draft = factory.Trait(publication=Publication.DRAFT)

    @factory.post_generation
    def authorities(self, create, extracted, **kwargs):
        for place in extracted if extracted is not None else [LocalAuthorityFactory()]:
            models.Participant.objects.create(agreement=self, authority=place)

    @factory.post_generation
    def divisions(self, create, extracted, **kwargs):
        for place in extracted if extracted is not None else [ChineseDivisionFactory()]:
            models.Participant.objects.create(agreement=self, division=place)

    @factory.post_generation
    def themes(self, create, extracted, **kwargs):
        for rank, theme in enumerate(extracted or [], 1):
            models.AgreementTheme.objects.create(agreement=self, theme=theme, rank=rank)

    @factory.post_generation
    def status(self, create, extracted, **kwargs):
        if extracted:
            StatusChangeFactory(agreement=self, status=extracted, **kwargs)

    @factory.post_generation
    def indexed(self, create, extracted, **kwargs):
        self.refresh_from_db()
        models.Agreement.objects.filter(pk=self.pk).reindex()


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = models.Participant

    agreement = factory.SubFactory(AgreementFactory)
    authority = factory.SubFactory(LocalAuthorityFactory)


class AgreementThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.AgreementTheme

    agreement = factory.SubFactory(AgreementFactory)
    theme = factory.SubFactory(ThemeFactory)


class StatusChangeFactory(DjangoModelFactory):
    class Meta:
        model = models.StatusChange

    agreement = factory.SubFactory(AgreementFactory)
    status = Status.ACTIVE


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Source

    agreement = factory.SubFactory(AgreementFactory)
    kind = "press"
    reference = factory.Sequence(lambda n: f"https://example.org/{n}")


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = models.Document

    agreement = factory.SubFactory(AgreementFactory)
    title = "Akte"
    url = "https://example.org/akte"


class ExchangeFactory(DjangoModelFactory):
    """A visit that was held and published."""

    class Meta:
        model = models.Exchange

    title_nl = factory.Sequence(lambda n: f"Bezoek {n}")
    direction = "outgoing"
    purpose = "knowledge"
    state = "held"
    publication = Publication.PUBLISHED
    from_on = "2024-05-06"
    until_on = "2024-05-10"


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Commitment

    exchange = factory.SubFactory(ExchangeFactory)
    text = "Plan sturen"


class PracticeFactory(DjangoModelFactory):
    """A published good practice of one municipality, written by a colleague there, indexed.

    ``ready`` has all that a reader needs; ``imported`` has a source and no author.
    """

    class Meta:
        model = models.Practice
        skip_postgeneration_save = True

    title_nl = factory.Sequence(lambda n: f"Praktijk {n}")
    kind = "good_practice"
    summary_nl = "Zo werkt het."
    authority = factory.SubFactory(LocalAuthorityFactory)
    created_by = factory.SubFactory(UserFactory)
    publication = Publication.PUBLISHED

    class Params:
        draft = factory.Trait(publication=Publication.DRAFT)
        imported = factory.Trait(
            created_by=None,
            approach_nl="Eerst klein beginnen.",
            sourced=factory.RelatedFactory(
                "tests.factories.partnerships.SourceFactory", "practice", agreement=None
            ),
            themed=factory.RelatedFactory(
                "tests.factories.partnerships.PracticeThemeFactory", "practice"
            ),
        )
        ready = factory.Trait(
            challenge_nl="Niemand kende elkaar.",
            approach_nl="Eerst klein beginnen.",
            differently_nl="Eerder een tolk vragen.",
            themed=factory.RelatedFactory(
                "tests.factories.partnerships.PracticeThemeFactory", "practice"
            ),
            proven=factory.RelatedFactory(
                "tests.factories.partnerships.EvidenceFactory", "practice"
            ),
        )

    @factory.post_generation
    def others(self, create, extracted, **kwargs):
        """Take lists of ``other_authorities``, ``partners`` and ``divisions``."""
        for name, members in (extracted or {}).items():
            getattr(self, name).set(members)

    @factory.post_generation
    def indexed(self, create, extracted, **kwargs):
        models.Practice.objects.filter(pk=self.pk).reindex()


class PracticeThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.PracticeTheme

    practice = factory.SubFactory(PracticeFactory)
    theme = factory.SubFactory(ThemeFactory)


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = models.Evidence

    practice = factory.SubFactory(PracticeFactory)
    indicator_nl = "Aantal bedrijven"
    after = "12"


class ReuseFactory(DjangoModelFactory):
    class Meta:
        model = models.Reuse

    practice = factory.SubFactory(PracticeFactory)
    authority = factory.SubFactory(LocalAuthorityFactory)


class PracticeLinkFactory(DjangoModelFactory):
    class Meta:
        model = models.PracticeLink

    practice = factory.SubFactory(PracticeFactory)
    title = "Verslag"
    url = factory.Sequence(lambda n: f"https://example.org/verslag/{n}")


class PracticeMoveFactory(DjangoModelFactory):
    class Meta:
        model = models.PracticeMove

    practice = factory.SubFactory(PracticeFactory)
    from_state = Publication.DRAFT
    to_state = Publication.SUBMITTED
    moved_by = factory.SubFactory(UserFactory)
    moved_at = factory.LazyFunction(timezone.now)
