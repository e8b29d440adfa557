"""The rare cases that the reference files do not hold, so that every part of a page is drawn."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from partnerships.models import ChineseDivision, FaqEntry, LocalAuthority, Theme, User
from partnerships.models.agreement_choices import Kind, Status, Verification
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import CallFactory
from tests.factories.contacts import ContactFactory
from tests.factories.events import EventDocumentFactory, EventFactory, RegistrationFactory
from tests.factories.news import NewsItemFactory, NewsSourceFactory
from tests.factories.partnerships import (
    AgreementFactory,
    DocumentFactory,
    EvidenceFactory,
    ExchangeFactory,
    LocalAuthorityFactory,
    PracticeFactory,
    ReuseFactory,
    SourceFactory,
    StatusChangeFactory,
    UserFactory,
)
from tests.factories.programmes import ProgrammeFactory
from tests.factories.questions import FaqEntryFactory
from tests.factories.subscriptions import SubscriptionFactory
from tests.factories.surveys import SurveyFactory

TOKEN = "variant-token"
# Pages by what is rare about them: {label: (name of the address, its parameters)}.
VARIANTS = {
    "ended": ("agreement", {"slug": "arnhem-wuhan-stedenband"}),
    "full": ("agreement", {"slug": "variant-full"}),
    "bare": ("agreement", {"slug": "variant-bare"}),
    "abolished-party": ("agreement", {"slug": "variant-abolished"}),
    "abolished": ("authority", {"slug": "oudestad"}),
    "successor": ("authority", {"slug": "rotterdam"}),
    "province": ("authority", {"slug": "provincie-zuid-holland"}),
    "city": ("division", {"province": "guangdong", "slug": "shenzhen"}),
    "province-of-china": ("division", {"slug": "guangdong"}),
    "anonymous": ("practice", {"slug": "variant-anonymous"}),
    "dutch": ("news-item", {"slug": "variant-news"}),
    "open": ("call", {"slug": "variant-call"}),
    "ahead": ("event", {"slug": "variant-event"}),
    "form": ("event-register", {"slug": "variant-event"}),
    "placed": ("registration", {"token": TOKEN}),
    "closed": ("survey", {"slug": "variant-survey"}),
    "waiting": ("subscription-confirm", {"token": TOKEN}),
    "message-form": ("authority-message", {"slug": "rotterdam"}),
    "running": ("subscription-stop", {"token": TOKEN}),
}

STAFF = {"email": "desk@example.org", "password": "a passphrase for the desk"}


@transaction.atomic  # parties and agreement are checked together, at commit
def plant():
    """Add the rare cases to the reference files that are loaded already."""
    dutch = LocalAuthority.objects.in_bulk(["rotterdam", "urk", "wassenaar"], field_name="slug")
    chinese = ChineseDivision.objects.in_bulk(["310000", "440300", "320100"], field_name="code")
    _full([dutch["urk"], dutch["wassenaar"]], list(chinese.values()))
    # Texts in Dutch only, no status, nothing known of its beginning.
    AgreementFactory(
        slug="variant-bare",
        title_nl="Oriënterende duurzaamheidssamenwerkingsovereenkomst met de stad Shenzhen",
        authorities=[dutch["urk"]],
        divisions=[chinese["440300"]],
    )
    _abolished(dutch["rotterdam"], chinese["320100"])
    # Somebody to speak to, and somebody who reads what the public writes.
    ContactFactory(authority=dutch["rotterdam"], agreed=True, phone="010 000 00 00")
    MembershipFactory(authority=dutch["rotterdam"], role="coordinator")
    practice = PracticeFactory(
        slug="variant-anonymous",
        title_nl="In stilte geleerd",
        approach_nl="Eerst klein beginnen.",
        differently_nl="Eerder een tolk vragen.",
        is_anonymous=True,
    )
    EvidenceFactory(practice=practice)
    ReuseFactory(practice=practice, adapted_nl="Kleiner begonnen.", outcome_nl="Het werkte.")
    SubscriptionFactory(token=TOKEN, email="waiting@example.org")
    User.objects.create_superuser(**STAFF)
    # No answer is public from the start; this one has a page.
    FaqEntryFactory(title_en="What is the matter?", answer_en="This is.")
    _news()
    _running()


def _running():
    """A call, a meeting with somebody who comes, and a survey: none is there from the start."""
    call = CallFactory(slug="variant-call", title_nl="Doe mee aan de havenweek")
    call.faq.add(FaqEntry.objects.get())
    event = EventFactory(slug="variant-event", title_nl="Ontmoeting over havens")
    EventDocumentFactory(event=event, ring="public", language="zh-hans", title="港口手册")
    RegistrationFactory(event=event, token=TOKEN)
    SurveyFactory(slug="variant-survey", title_nl="Wat havens nodig hebben", closed=True)


def _news():
    """News in Dutch alone, about a programme."""
    item = NewsItemFactory(
        slug="variant-news",
        title_nl="Havens maken kennis",
        published_at="2021-05-31T10:00Z",
        programme=ProgrammeFactory(name_nl="Havenprogramma"),
        themes=[Theme.objects.get(slug="water-climate")],
    )
    NewsSourceFactory(news_item=item)


def _full(authorities, divisions):
    """A stale cluster of five parties about which everything is known."""
    agreement = AgreementFactory(
        slug="variant-full",
        title_nl="Cluster voor waterbeheer",
        title_en="Cluster for water management",
        title_zh_hans="水务管理合作集群",
        summary_en="Two towns and three cities work together.",
        aims_nl="Kennis delen over dijken en riolen.",
        kind=Kind.FRIENDSHIP_TIE,
        authorities=authorities,
        divisions=divisions,
        themes=list(Theme.objects.all()[:3]),
        signed_on="2005-06-07",
        valid_from="2005-06",
        verification=Verification.CONFLICTING,
        confirmed_by=UserFactory(),
        confirmed_on=timezone.localdate() - dt.timedelta(days=800),
    )
    for year, status in enumerate(Status.values[:5], 2005):
        StatusChangeFactory(
            agreement=agreement, status=status, on=str(year), note_nl=f"Uit het verslag van {year}."
        )
    SourceFactory(agreement=agreement, reference="Verslag van de raad, nummer 12")
    SourceFactory(agreement=agreement, reference=f"https://example.org/{'lang-adres' * 20}")
    file = SimpleUploadedFile("akte.pdf", b"%PDF-1.7")
    DocumentFactory(agreement=agreement, url="", file=file, ring="public")
    exchange = ExchangeFactory(agreement=agreement)
    exchange.authorities.set(authorities)
    exchange.divisions.set(divisions)


def _abolished(successor, division):
    """A municipality that was merged, with a tie that its successor inherits."""
    former = LocalAuthorityFactory(
        name="Oudestad", slug="oudestad", code="GM9998", province=successor.province
    )
    AgreementFactory(
        slug="variant-abolished",
        title_nl="Stedenband Oudestad – Nanking",
        authorities=[former],
        divisions=[division],
        status=Status.DORMANT,
        status__on="2010",
    )
    former.valid_until = "2012-01-01"
    former.save()
    former.successors.add(successor)
