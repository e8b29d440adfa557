"""One practice as a PDF: the words of its page, for every reader, whatever the words are."""

import logging

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from partnerships.models.practices import LENGTHS
from tests.factories import partnerships as make

from .papers import everything_in, languages_of, opened, text_of
from .test_anonymous_practices import MARKERS, planted

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LANGUAGES = {"nl": "nl", "en": "en", "zh-hans": "zh-CN"}
MARKUP = '#panic("x") $x$ *b* _i_ `c` @ref <tag> \\ // [ ] { } = #let a = 1; "q" ~ --- \\u{41}'


def address(practice, language="nl"):
    with translation.override(language):
        return reverse("practice-pdf", args=[practice.slug])


def paper(client, practice, language="nl"):
    return opened(client.get(address(practice, language)))


def full_practice():
    """Return a practice with every part that a paper can have."""
    practice = make.PracticeFactory(
        title_nl="Dijken als school",
        title_zh_hans="以堤坝为学堂",
        summary_nl="Op de dijk leert men elkaar kennen.",
        keywords=["dijken", "堤坝"],
        started_on="2004",
        ended_on="2006-05",
        authority=make.LocalAuthorityFactory(name="Delft"),
        agreement=make.AgreementFactory(title_nl="Band met Nanjing"),
        others={"divisions": [make.ChineseDivisionFactory(name_nl="Nanjing", name_zh="南京市")]},
        ready=True,
    )
    make.SourceFactory(
        agreement=None,
        practice=practice,
        reference="https://delft.example/dijken",
        consulted_on="2026-03-04",
    )
    make.EvidenceFactory(practice=practice, indicator_nl="Cursisten", before="3", after="300")
    make.ReuseFactory(
        practice=practice,
        authority=make.LocalAuthorityFactory(name="Sneek"),
        on="2025-03",
        adapted_nl="Met sluizen.",
    )
    make.PracticeLinkFactory(practice=practice, title="Film 堤坝", url="https://film.example/1")
    return practice


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_is_tagged_and_says_what_it_is_in_every_language(client, language):
    read = paper(client, full_practice(), language)
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 -- a value of PDF
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == LANGUAGES[language]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 -- as above
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    title = "以堤坝为学堂" if language == "zh-hans" else "Dijken als school"
    assert (read.metadata.title, read.metadata.author) == (title, "Chinapoort")
    assert read.metadata["/Keywords"] == "dijken, 堤坝"
    assert languages_of(read) >= {"nl", "zh-CN"}


@time_machine.travel("2026-05-06 12:00", tick=False)
def test_a_paper_tells_what_the_page_tells_in_its_order(client):
    practice = full_practice()
    read = paper(client, practice)
    text = text_of(read)
    told = [
        *("Praktijkvoorbeeld", "Dijken als school", "Op de dijk leert men elkaar kennen."),
        *("In Nederland Delft", "In China Nanjing 南京市", "2004 tot mei 2006", "Band met Nanjing"),
        *("De opgave", "Niemand kende elkaar.", "Wat er is gedaan", "Eerst klein beginnen."),
        *("Resultaten in cijfers", "Cursisten 3 300", "Niet bekend: Wat het opleverde"),
        *("Elders gebruikt", "Sneek", "maart 2025", "Met sluizen."),
        *("Hoe weten we dit?", "https://delft.example/dijken", "geraadpleegd op 4 maart 2026"),
        *("Film 堤坝", "https://film.example/1", "Geraadpleegd op 6 mei 2026."),
        f"http://testserver{practice.get_absolute_url()}",
    ]
    places = [text.find(one) for one in told]
    assert [one for one, place in zip(told, places, strict=True) if place < 0] == []
    assert places == sorted(places)
    assert "Chinapoort · 6 mei 2026" in text
    pages = len(read.pages)
    assert f"Pagina {pages} van {pages}" in text
    assert read.metadata.creation_date.date().isoformat() == "2026-05-06"


def test_the_opinion_of_the_validator_stands_under_how_we_know(client):
    practice = make.PracticeFactory(
        opinion_nl="Helder verteld.",
        validated_by=make.UserFactory(),
        validated_on="2026-01-02",
    )
    text = text_of(paper(client, practice))
    assert "Oordeel van de beoordelaar Helder verteld." in text


def test_a_paper_that_falls_back_to_dutch_says_so(client):
    practice = make.PracticeFactory()
    missing = "This text is not available in your language yet; it is shown in Dutch."
    assert missing in text_of(paper(client, practice, "en"))
    assert missing not in text_of(paper(client, practice))


def test_the_least_that_a_practice_can_be_fits_on_one_page(client):
    assert len(paper(client, make.PracticeFactory()).pages) == 1


def test_the_language_of_papers_means_nothing_in_a_text(client):
    practice = make.PracticeFactory(
        title_nl=MARKUP, summary_nl=MARKUP, approach_nl=MARKUP, location=MARKUP, keywords=[MARKUP]
    )
    make.SourceFactory(agreement=None, practice=practice, reference=MARKUP)
    make.EvidenceFactory(practice=practice, indicator_nl=MARKUP, after=MARKUP[:80])
    read = paper(client, practice)
    assert text_of(read).count(MARKUP) >= 5
    assert read.metadata.title == MARKUP


@pytest.mark.parametrize("text", ["staal ", "a", "堤坝", "a\n\n", "\n", "https://a.example/"])
def test_the_longest_text_is_printed_whole(client, text):
    text = (text * LENGTHS["approach"])[: LENGTHS["approach"]]
    practice = make.PracticeFactory(approach_nl=text)
    printed = text_of(paper(client, practice)).replace(" ", "")
    assert sum(printed.count(letter) for letter in "a堤") >= sum(map(text.count, "a堤"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("een\x01twee\x1f\x7f", "eentwee"),
        ("tab\tregel\r\neinde", "tab regel einde"),
        ("\ufeffmerk\u200d\u00ad", "merk"),
        ("עברית", "עברית"),
        ("Shànghǎi lǜ ĳs Ğ", "Shànghǎi lǜ ĳs Ğ"),
    ],
)
def test_odd_signs_leave_a_paper_for_every_reader(client, text, left):
    read = paper(client, make.PracticeFactory(title_nl=text, approach_nl=text))
    assert left in text_of(read) or left[::-1] in text_of(read)
    assert b"pdfuaid" in read.trailer["/Root"]["/Metadata"].get_data()


def test_a_sign_without_a_glyph_costs_the_claim_but_not_the_paper(client, caplog):
    with caplog.at_level(logging.WARNING, logger="partnerships.base.pdf"):
        read = paper(client, make.PracticeFactory(approach_nl="Hoera 🎉 klaar"))
    root = read.trailer["/Root"]
    assert b"pdfuaid" not in root["/Metadata"].get_data()
    assert "/StructTreeRoot" in root
    assert "klaar" in text_of(read)
    assert [record.name for record in caplog.records] == ["partnerships.base.pdf"]


def test_a_paper_without_names_tells_nothing_in_any_part(client):
    practice = planted(title_nl="Rustig leren", is_anonymous=True)
    for language in LANGUAGES:
        answer = client.get(address(practice, language))
        told = everything_in(opened(answer)) + repr(dict(answer.headers))
        assert "Rustig leren" in told
        assert [one for one in MARKERS if one.lower() in told.lower()] == []


def test_a_paper_with_names_tells_them(client):
    told = everything_in(paper(client, planted()))
    assert {one for one in MARKERS if one in told} >= {"Geheimstad", "藏市", "geheim.example"}


def test_what_is_not_public_has_no_paper(client):
    assert client.get(address(make.PracticeFactory(draft=True))).status_code == 404


def test_a_former_address_leads_to_the_paper_of_today(client):
    practice = make.PracticeFactory(slug="oud")
    former = address(practice, "en")
    practice.slug = "nieuw"
    practice.save()
    answer = client.get(former)
    assert (answer.status_code, answer["Location"]) == (301, "/en/practices/nieuw/pdf/")


def test_a_paper_comes_as_a_file_with_a_name_and_is_not_sent_twice(client):
    practice = make.PracticeFactory(slug="dijken")
    answer = client.get(address(practice, "zh-hans"))
    assert answer["Content-Disposition"] == 'attachment; filename="chinapoort-dijken-zh-hans.pdf"'
    assert answer["Cache-Control"] == "public, max-age=60"
    canonical = '<http://testserver/zh-hans/practices/dijken/>; rel="canonical"'
    assert answer["Link"] == canonical
    again = client.get(address(practice, "zh-hans"), headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_the_page_offers_the_paper_in_its_language(client):
    practice = make.PracticeFactory(slug="dijken")
    with translation.override("en"):
        page = client.get(practice.get_absolute_url()).text
    assert 'href="/en/practices/dijken/pdf/" type="application/pdf"' in page
