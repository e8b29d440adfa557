"""The pages of programmes: what the list lets through, and what one programme tells."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from programmes.models import Programme
from tests.factories.partnerships import (
    ChineseDivisionFactory,
    ExchangeFactory,
    LocalAuthorityFactory,
    OrganisationFactory,
    PracticeFactory,
    ThemeFactory,
)
from tests.factories.programmes import (
    ParticipationFactory,
    ProgrammeContactFactory,
    ProgrammeDocumentFactory,
    ProgrammeFactory,
    ProgrammeOfficeFactory,
    ProgrammePartnerFactory,
    ProgrammeResultFactory,
    ProgrammeSourceFactory,
)
from tests.partnerships.reading import words

pytestmark = pytest.mark.django_db

LONG_AGO, FAR_OFF = "2016", "2090"


@pytest.fixture
def three():
    """One programme in each stage, each of another kind."""
    clean = ThemeFactory(slug="clean-water", name_nl="Schoon water", name_en="Clean water")
    finished = ProgrammeFactory(
        slug="finished", kind="eu", valid_from=LONG_AGO, valid_until="2020", name_nl="Eerste"
    )
    running = ProgrammeFactory(slug="running", kind="knowledge", valid_from="2020-02")
    ahead = ProgrammeFactory(slug="ahead", kind="support", valid_from=FAR_OFF)
    finished.themes.set([clean])
    running.themes.set([clean])
    ProgrammeFactory(slug="draft", publication="draft", kind="eu", valid_from=LONG_AGO)
    return finished, running, ahead


def listed(client, query=""):
    answer = client.get(f"/en/programmes/?{query}")
    assert answer.status_code == 200
    return [programme.slug for programme, _stage, _term in answer.context["page"]["rows"]]


def page(client, programme, language="en"):
    with translation.override(language):
        answer = client.get(programme.get_absolute_url())
    assert answer.status_code == 200
    return words(answer.text)


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["ahead", "running", "finished"]),
        ("sort=oldest", ["finished", "running", "ahead"]),
        ("kind=knowledge", ["running"]),
        ("stage=finished", ["finished"]),
        ("stage=running", ["running"]),
        ("stage=ahead", ["ahead"]),
        ("theme=clean-water", ["running", "finished"]),
        ("theme=clean-water&stage=finished&kind=eu", ["finished"]),
        ("q=eerste", ["finished"]),
        ("q=nothing+at+all", []),
    ],
)
def test_page_and_files_hold_the_same_programmes_in_the_same_order(client, three, query, slugs):
    assert listed(client, query) == slugs
    rows = client.get(f"/open-data/programmes.json?{query}").getvalue().decode()
    assert [part.split('"')[0] for part in rows.split('"reference": "')[1:]] == slugs
    lines = client.get(f"/open-data/programmes.csv?{query}").getvalue().decode("utf-8-sig")
    assert [line.split(",")[0] for line in lines.splitlines()[1:]] == slugs


@pytest.mark.parametrize(
    "query", ["kind=bank", "stage=done", "theme=none", "colour=red", "sort=up"]
)
def test_what_nobody_knows_is_refused_by_page_and_files(client, query):
    assert client.get(f"/en/programmes/?{query}").status_code == 400
    assert client.get(f"/open-data/programmes.csv?{query}").status_code == 400


def test_counts_beside_the_list_say_what_each_choice_would_leave(client, three):
    answer = client.get("/en/programmes/?stage=finished")
    counts = {
        facet["name"]: {option["label"]: option["count"] for option in facet["options"]}
        for facet in answer.context["facets"]
    }
    assert counts == {
        "kind": {"EU programme": 1},
        "stage": {"Yet to start": 1, "Running": 1, "Finished": 1},
        "theme": {"Clean water": 1},
    }


@pytest.mark.parametrize(
    "day", ["2015-12-31", "2016-01-01", "2020-02-01", "2020-12-31", "2021-01-01"]
)
def test_question_by_stage_agrees_with_the_stage_of_each_programme(three, day):
    on = dt.date.fromisoformat(day)
    for stage in Programme.Stage:
        found = set(Programme.objects.public().in_stage(stage, on=on))
        assert found == {one for one in three if one.stage(on=on) == stage}


def test_page_tells_all_that_is_on_record_with_its_source(client):
    client_of = LocalAuthorityFactory(
        name="Zuid-Holland", kind="province", code="PV28", province=None
    )
    former = ProgrammeFactory(name_nl="Voorganger")
    programme = ProgrammeFactory(
        client=client_of,
        predecessor=former,
        budget=2_500_000,
        valid_from="2021-01",
        valid_until="2023",
        focus_nl="Water\nLandbouw",
        objective_nl="Steden helpen elkaar.",
    )
    partner = OrganisationFactory(name="Bureau Een")
    ProgrammePartnerFactory(programme=programme, organisation=partner, source="Jaarplan")
    ProgrammeOfficeFactory(programme=programme, city_nl="Hamburg")
    ProgrammeSourceFactory(programme=programme, reference="https://www.example.org/bron")
    ProgrammeContactFactory(programme=programme, email="help@example.org")
    ProgrammeDocumentFactory(programme=programme, ring="public", title="Gids")
    ProgrammeDocumentFactory(programme=programme, ring="own", title="Geheim")
    hangzhou = ChineseDivisionFactory(name_nl="Hangzhou", name_en="Hangzhou")
    city = {"authority": None, "city": "Fuenlabrada", "country": "ES"}
    ParticipationFactory(programme=programme, division=hangzhou, cluster="Digitaal", **city)
    programme.practices.set([PracticeFactory(title_nl="Klein beginnen")])
    programme.exchanges.set(
        [
            ExchangeFactory(title_nl="Bezoek aan Hebei"),
            ExchangeFactory(title_nl="Plan", publication="draft", state="planned"),
        ]
    )
    text = page(client, programme, "nl")
    told = ["Zuid-Holland", "Voorganger", "2.500.000 euro", "januari 2021 tot 2023"]
    told += ["Bureau Een", "Jaarplan", "Hamburg", "example.org", "help@example.org", "Gids"]
    told += ["Fuenlabrada", "Spanje", "Hangzhou", "Digitaal", "Klein beginnen", "Bezoek aan Hebei"]
    assert [one for one in told if one not in text] == []
    assert "Geheim" not in text
    assert "Plan " not in text
    assert programme.name_nl in page(client, former, "nl")


def test_finished_programme_reads_as_finished(client, three):
    finished, running, _ahead = three
    past, present = page(client, finished), page(client, running)
    for before, now in (
        ("Who could take part", "Who can take part"),
        ("Who took part", "Who takes part"),
        ("Who ran it", "Who runs it"),
    ):
        assert before in past
        assert now not in past
        assert now in present
        assert before not in present


def test_what_the_sources_do_not_say_is_called_unknown(client):
    text = page(client, ProgrammeFactory())
    assert text.count("The sources do not say.") == 8
    assert "Budget not known" in text
    assert "No participation is on record." in text
    assert "No result is on record." in text
    assert "No contact of this programme is on record." in text


def test_figures_that_contradict_each_other_stand_side_by_side_with_their_sources(client):
    programme = ProgrammeFactory()
    for number, source in ((22, "Eindverslag"), (12, "Nieuwsbericht")):
        ProgrammeResultFactory(
            programme=programme, what_nl="Chinese steden", number=number, source=source
        )
    ProgrammeResultFactory(
        programme=programme, what_nl="Bezoekers", number=1700, is_minimum=True, source="Jaarboek"
    )
    text = page(client, programme, "nl")
    assert "Chinese steden bronnen verschillen 22 Bron: Eindverslag 12 Bron: Nieuwsbericht" in text
    assert "Bezoekers meer dan 1.700 Bron: Jaarboek" in text
    assert text.count("bronnen verschillen") == 1


@pytest.mark.parametrize(
    ("ring", "publication", "status"),
    [
        ("public", "published", 200),
        ("authorities", "published", 404),
        ("own", "published", 404),
        ("staff", "published", 404),
        ("public", "draft", 404),
    ],
)
def test_file_is_sent_to_the_public_only_of_what_is_public(client, ring, publication, status):
    document = ProgrammeDocumentFactory(
        programme=ProgrammeFactory(publication=publication),
        ring=ring,
        url="",
        file=SimpleUploadedFile("gids.pdf", b"%PDF-1.7"),
    )
    answer = client.get(reverse("programme-document", args=[document.pk]))
    assert answer.status_code == status
    if status == 200:
        assert answer["Content-Disposition"] == 'attachment; filename="gids.pdf"'
        assert answer.getvalue() == b"%PDF-1.7"


def fill(programme):
    practice = PracticeFactory()
    for factory in (
        ParticipationFactory,
        ProgrammePartnerFactory,
        ProgrammeOfficeFactory,
        ProgrammeResultFactory,
        ProgrammeSourceFactory,
        ProgrammeContactFactory,
    ):
        factory(programme=programme)
    ProgrammeDocumentFactory(programme=programme, ring="public")
    ProgrammeFactory(predecessor=programme)
    programme.practices.add(practice)
    programme.exchanges.add(ExchangeFactory())
    programme.themes.add(ThemeFactory())


@pytest.mark.parametrize("count", [1, 3])
def test_pages_and_file_cost_the_same_for_one_row_and_for_three(
    client, count, django_assert_num_queries
):
    programmes = [ProgrammeFactory() for _number in range(count)]
    for one in programmes:
        fill(one)
    for _number in range(count):
        fill(programmes[0])
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/programmas/")
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(programmes[0].get_absolute_url())
    with django_assert_num_queries(FILE_QUERIES):
        client.get("/open-data/programmes.json").getvalue()


LIST_QUERIES, PAGE_QUERIES, FILE_QUERIES = 6, 20, 16


@pytest.mark.parametrize("text", ["Fuenlabrada", "杭州市", "IURC", "samen toekomst"])
def test_search_over_all_nouns_finds_a_programme_by_its_words_and_participants(client, text):
    programme = ProgrammeFactory(acronym="IURC", slug="gevonden")
    hangzhou = ChineseDivisionFactory(name_zh="杭州市", name_en="Hangzhou")
    ParticipationFactory(programme=programme, authority=None, city="Fuenlabrada", division=hangzhou)
    answer = client.get("/en/search/", {"q": text})
    groups = {group["noun"]: group["hits"] for group in answer.context["groups"]}
    assert [hit["url"] for hit in groups["programmes"]] == ["/en/programmes/gevonden/"]


def test_pages_of_both_sides_and_of_the_theme_tell_in_which_programmes_they_are(client):
    enschede, dalian = (
        LocalAuthorityFactory(name="Enschede"),
        ChineseDivisionFactory(name_en="Dalian"),
    )
    theme = ThemeFactory()
    for slug, publication in (("openbaar", "published"), ("concept", "draft")):
        programme = ProgrammeFactory(slug=slug, publication=publication, name_nl=f"Is {slug}")
        programme.themes.set([theme])
        ParticipationFactory(programme=programme, authority=enschede, division=dalian)
    for record in (enschede, dalian, theme):
        text = page(client, record)
        assert "Is openbaar" in text
        assert "Is concept" not in text
    assert "Is openbaar EU programme running Dalian" in page(client, enschede)
    assert "Is openbaar EU programme running Enschede" in page(client, dalian)
