"""The pages of one agreement, one authority and one place in China."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from partnerships.models.agreement_choices import Status
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    ChineseProvinceFactory,
    DocumentFactory,
    ExchangeFactory,
    LocalAuthorityFactory,
    SourceFactory,
    StatusChangeFactory,
    ThemeFactory,
    UserFactory,
)

from .reading import facts, page, rows, section, words

pytestmark = pytest.mark.django_db


def test_agreement_shows_its_facts_in_the_order_of_the_model(client):
    AgreementFactory(
        slug="tie",
        kind="friendship_tie",
        valid_from="1985",
        first_contact_year=1983,
        signed_on="1985-11-23",
        signed_in="Wuhan",
        valid_until="2030-06",
        document_form="deed",
        origin="chinese_side",
        decision_body="council",
        decided_on="1985-10",
        themes=[ThemeFactory(name_en="Water"), ThemeFactory(name_en="Culture")],
        yearly_cost=54321,
    )
    text = page(client, "agreements/tie")
    assert list(facts(text).items()) == [
        ("Kind", "friendship tie"),
        ("Since", "1985"),
        ("First contact", "1983"),
        ("Signed", "23 November 1985, Wuhan"),
        ("Valid until", "June 2030"),
        ("Laid down in", "deed"),
        ("Started by", "Chinese side"),
        ("Decision to start", "municipal council, October 1985"),
        ("Themes", "Water, Culture"),
    ]
    assert "54321" not in text


def test_agreement_of_which_little_is_known_says_so_and_leaves_the_rest_out(client):
    AgreementFactory(slug="tie")
    text = page(client, "agreements/tie")
    assert facts(text) == {"Kind": "sister city", "Since": "not known"}
    assert words(section(text, "Status over time")) == "No public status is recorded."
    assert "No source is recorded." in section(text, "How do we know?")
    assert rows(text, "Other ties of these parties") == []


def test_agreement_names_its_parties_with_characters_and_pinyin(client):
    guangdong = ChineseProvinceFactory(name_en="Guangdong")
    AgreementFactory(
        slug="tie",
        authorities=[LocalAuthorityFactory(name="Utrecht", name_zh_hans="乌得勒支")],
        divisions=[
            ChineseDivisionFactory(
                name_en="Guangzhou", name_zh="广州市", pinyin="Guǎngzhōu", parent=guangdong
            )
        ],
    )
    parties = section(page(client, "agreements/tie"), "Who takes part")
    assert words(parties) == (
        "In the Netherlands Utrecht (municipality) "
        "In China Guangzhou 广州市 Guǎngzhōu (prefecture-level city, Guangdong)"
    )
    assert 'href="/en/authorities/utrecht/"' in parties
    assert 'href="/en/china/guangdong/guangzhou/"' in parties
    assert '<span class="zh" lang="zh-Hans">广州市</span>' in parties


def timeline(text):
    return [
        words(entry)
        for entry in re.findall(r"<li class=.*?</li>", section(text, "Status over time"), re.DOTALL)
    ]


def test_timeline_runs_from_first_to_last_and_hides_what_is_private(client):
    tie = AgreementFactory(slug="tie")
    StatusChangeFactory(agreement=tie, status=Status.ACTIVE, on="1985")
    StatusChangeFactory(agreement=tie, status=Status.DORMANT, note_en="Nobody answered.")
    StatusChangeFactory(agreement=tie, status=Status.RECONSIDERED, on="2021", note_en="Hush.")
    StatusChangeFactory(
        agreement=tie,
        status=Status.ENDED,
        on="2022-11",
        is_latest=True,
        reason="human_rights",
        decision_body="council",
    )
    text = page(client, "agreements/tie")
    assert timeline(text) == [
        "1985 active",
        "date not known dormant Nobody answered.",
        "by November 2022 at the latest ended Decided by: municipal council. Reason: human rights.",
    ]
    assert "Hush." not in text
    assert "reconsideration" not in text


def test_status_unknown_after_a_date_reads_as_such(client):
    tie = AgreementFactory(slug="tie")
    StatusChangeFactory(agreement=tie, status=Status.UNKNOWN, on="2010", is_latest=True)
    assert timeline(page(client, "agreements/tie")) == ["after 2010 unknown"]


def test_agreement_tells_how_it_is_known(client):
    tie = AgreementFactory(
        slug="tie",
        verification="document",
        confirmed_by=UserFactory(),
        confirmed_on=dt.date(2024, 2, 3),
    )
    SourceFactory(agreement=tie, reference="https://www.example.org/a?b=c")
    SourceFactory(agreement=tie, reference="Archief, doos 7", kind="document")
    box = section(page(client, "agreements/tie"), "How do we know?")
    assert "document seen We have seen the deed, memorandum or decision." in words(box)
    assert "example.org (press)" in words(box)
    assert "Archief, doos 7 (document)" in words(box)
    assert "Last confirmed 3 February 2024 (stale)" in words(box)
    assert '<a href="https://www.example.org/a?b=c" rel="noopener">' in box


NEVER = "No party has confirmed this record to us yet. It rests on the sources named on this page."
OVER = "This tie is over. It stays in the register, so that it can be found and learned from."


@pytest.mark.parametrize(
    ("days", "status", "notice"),
    [
        (None, Status.ACTIVE, NEVER),
        (10, Status.ACTIVE, None),
        (400, Status.ACTIVE, "This record was last confirmed on {}. It may be out of date."),
        (800, Status.ACTIVE, "This record was last confirmed on {}. It may be out of date."),
        (None, Status.ENDED, OVER),
        (10, Status.EXPIRED, OVER),
    ],
)
def test_notice_on_top_fits_the_freshness_and_the_end_of_a_tie(client, days, status, notice):
    confirmed = days and timezone.localdate() - dt.timedelta(days=days)
    AgreementFactory(
        slug="tie",
        status=status,
        confirmed_on=confirmed,
        confirmed_by=UserFactory() if confirmed else None,
    )
    shown = re.findall(r'<p class="stale">(.*?)</p>', page(client, "agreements/tie"), re.DOTALL)
    day = f"{confirmed:%-d %B %Y}" if confirmed else ""
    assert shown == ([notice.format(day)] if notice else [])


def test_replaced_ties_lead_to_each_other(client):
    new = AgreementFactory(slug="new", title_en="New tie")
    AgreementFactory(slug="old", title_en="Old tie", replaced_by=new)
    AgreementFactory(slug="draft", draft=True, replaced_by=new)
    old_page, new_page = page(client, "agreements/old"), page(client, "agreements/new")
    assert facts(old_page)["Replaced by"] == "New tie"
    assert facts(new_page)["Replaces"] == "Old tie"
    assert '<a href="/en/agreements/new/">New tie</a>' in section(old_page, "Facts")
    assert '<a href="/en/agreements/old/">Old tie</a>' in section(new_page, "Facts")


def test_tie_replaced_by_a_draft_keeps_that_to_itself(client):
    AgreementFactory(slug="old", replaced_by=AgreementFactory(title_en="Secret", draft=True))
    assert "Secret" not in page(client, "agreements/old")


def test_texts_without_translation_are_marked_as_dutch(client):
    AgreementFactory(slug="tie", title_nl="Twee steden", summary_nl="Water.", aims_nl="Meer.")
    text = page(client, "agreements/tie")
    assert ' lang="nl">Twee steden</h1>' in text
    assert '<div class="prose" lang="nl"><p>Water.</p></div>' in text
    assert '<div class="prose" lang="nl"><p>Meer.</p></div>' in text
    assert "not available in your language yet; it is shown in Dutch." in text


def test_note_without_translation_is_marked_as_dutch(client):
    StatusChangeFactory(agreement=AgreementFactory(slug="tie"), note_nl="Stilte.")
    assert '<p class="timeline__note" lang="nl">Stilte.</p>' in page(client, "agreements/tie")


def test_translated_texts_are_shown_without_a_mark(client):
    AgreementFactory(slug="tie", title_en="Two cities", summary_en="Water.")
    text = page(client, "agreements/tie")
    assert 'level-1">Two cities</h1>' in text
    assert '<div class="prose"><p>Water.</p></div>' in text
    assert "not available in your language" not in text


def test_other_ties_of_the_parties_are_listed_without_drafts(client):
    haag, wuhan = LocalAuthorityFactory(), ChineseDivisionFactory()
    AgreementFactory(slug="tie", authorities=[haag], divisions=[wuhan])
    AgreementFactory(slug="same-city", authorities=[haag])
    AgreementFactory(slug="same-place", divisions=[wuhan])
    AgreementFactory(slug="draft", authorities=[haag], draft=True)
    AgreementFactory(slug="elsewhere")
    shown = rows(page(client, "agreements/tie"), "Other ties of these parties")
    assert sorted(shown) == ["same-city", "same-place"]


def test_only_public_documents_and_held_exchanges_are_shown(client):
    tie = AgreementFactory(slug="tie")
    DocumentFactory(agreement=tie, title="Open deed", ring="public", url="https://example.org/d")
    DocumentFactory(agreement=tie, title="Own memo")
    ExchangeFactory(agreement=tie, title_en="Visit held")
    ExchangeFactory(agreement=tie, title_en="Visit planned", state="planned")
    ExchangeFactory(agreement=tie, title_en="Visit in draft", publication="draft")
    text = page(client, "agreements/tie")
    shown = ["Open deed", "Own memo", "Visit held", "Visit planned", "Visit in draft"]
    assert [title for title in shown if title in text] == ["Open deed", "Visit held"]


def test_page_of_an_agreement_takes_the_same_queries_however_many_rows(
    client, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(15) as captured:
            page(client, "agreements/tie")
        return len(captured)

    haag = LocalAuthorityFactory()
    tie = AgreementFactory(slug="tie", authorities=[haag], themes=[ThemeFactory()])
    taken = []
    for year in ("2001", "2002", "2003"):
        AgreementFactory(authorities=[haag], divisions=[ChineseDivisionFactory()])
        StatusChangeFactory(agreement=tie, on=year)
        SourceFactory(agreement=tie)
        taken.append(queries())
    assert taken == [taken[0]] * 3


@pytest.mark.parametrize("publication", ["draft", "submitted", "returned", "archived"])
def test_agreement_that_is_not_published_is_not_there(client, publication):
    AgreementFactory(slug="tie", publication=publication)
    assert client.get("/en/agreements/tie/").status_code == 404


def test_renamed_records_lead_on_from_every_former_address(client):
    province = ChineseProvinceFactory(name_en="Hubei")
    records = {
        "agreements/{}": AgreementFactory(slug="first"),
        "authorities/{}": LocalAuthorityFactory(slug="first"),
        "china/hubei/{}": ChineseDivisionFactory(slug="first", parent=province),
    }
    for path, record in records.items():
        for slug in ("second", "third"):
            record.slug = slug
            record.save()
        for slug in ("first", "second"):
            response = client.get(f"/en/{path.format(slug)}/")
            assert response.status_code == 301
            assert response["Location"] == f"/en/{path.format('third')}/"


def test_former_address_of_a_draft_is_not_there(client):
    tie = AgreementFactory(slug="first", draft=True)
    tie.slug = "second"
    tie.save()
    assert client.get("/en/agreements/first/").status_code == 404
