"""News for everybody: list, archive by year, files, feed, one item, and where else it is found."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.news import NewsItemFactory, NewsSourceFactory
from tests.factories.partnerships import ThemeFactory
from tests.factories.programmes import ProgrammeFactory
from tests.partnerships.pictures import picture

pytestmark = pytest.mark.django_db
LIST, FEED = "/en/news/", "/en/news/news.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def newsroom():
    """News of two years on a programme, on a theme and on neither; a draft, one for later."""
    water = ThemeFactory(slug="water", name_en="Water")
    iurc = ProgrammeFactory(slug="iurc", name_en="IURC China")
    hidden = ProgrammeFactory(slug="hidden", name_en="Not told yet", publication="draft")
    items = {
        "start": {"programme": iurc, "published_at": "2021-01-01T11:00Z", "title_en": "The start"},
        "call": {
            "programme": iurc,
            "published_at": "2021-04-23T10:00Z",
            "title_en": "Enrol now",
            "body_zh_hans": "报名截止日期",
            "themes": [water],
        },
        # Still the old year in Greenwich, and the new one in the Netherlands.
        "end": {"published_at": "2023-12-31T23:30Z", "title_en": "The end", "programme": hidden},
    }
    made = {slug: NewsItemFactory(slug=slug, **given) for slug, given in items.items()}
    NewsItemFactory(slug="draft", publication="draft", title_en="Secret draft", programme=iurc)
    NewsItemFactory(slug="archived", publication="archived", title_en="Secret archive")
    NewsItemFactory(slug="later", published_at="2999-01-01T12:00Z", title_en="Secret plan")
    return made


def slugs(client, query=""):
    return [item.slug for item in client.get(f"{LIST}?{query}").context["page"].rows]


def titles(client, query=""):
    tree = ElementTree.fromstring(client.get(f"{FEED}?{query}").content)  # noqa: S314 -- our own
    return [entry.find(f"{ATOM}title").text for entry in tree.findall(f"{ATOM}entry")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["end", "call", "start"]),
        ("programme=iurc", ["call", "start"]),
        ("theme=water", ["call"]),
        ("year=2021", ["call", "start"]),
        ("year=2023", []),
        ("q=报名", ["call"]),
        ("q=start+the", ["start"]),
        ("year=2021&theme=water&programme=iurc&q=enrol", ["call"]),
    ],
)
def test_page_files_and_feed_answer_with_the_same_news(client, newsroom, query, found):
    assert slugs(client, query) == found
    text = client.get(f"/open-data/news.csv?{query}").getvalue().decode("utf-8-sig")
    assert [row["reference"] for row in csv.DictReader(io.StringIO(text))] == found
    rows = json.loads(client.get(f"/open-data/news.json?{query}").getvalue())
    assert [row["reference"] for row in rows] == found
    assert titles(client, query) == [newsroom[slug].title_en for slug in found]


@pytest.mark.parametrize(
    "query", ["programme=hidden", "programme=x", "theme=x", "year=soon", "year=9", "colour=red"]
)
def test_page_files_and_feed_refuse_what_they_do_not_know(client, newsroom, query):
    assert client.get(f"{LIST}?{query}").status_code == 400
    for path in ("/open-data/news.csv", "/open-data/news.json", FEED):
        answer = client.get(f"{path}?{query}")
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("query", ["q=%00", "programme=%00", "theme=%00", "year=%00"])
def test_an_odd_sign_is_refused_and_breaks_nothing(client, newsroom, query):
    assert client.get(f"{LIST}?{query}").status_code == 400


def test_a_year_has_its_own_page_and_leads_to_its_files_and_feed(client, newsroom):
    answer = client.get("/nieuws/2021/?theme=water")
    assert [item.slug for item in answer.context["page"].rows] == ["call"]
    assert "Nieuws uit 2021</h1>" in answer.text
    assert [one["url"] for one in answer.context["downloads"]] == [
        "/open-data/news.csv?theme=water&year=2021",
        "/open-data/news.json?theme=water&year=2021",
        "/nieuws/nieuws.atom?theme=water&year=2021",
    ]


def test_the_archive_counts_the_news_of_each_year(client, newsroom):
    ways = client.get("/en/news/2021/?programme=iurc").context["years"]
    assert [(way["label"], way["count"], way["url"], way["current"]) for way in ways] == [
        ("All years", 2, "/en/news/?programme=iurc", False),
        ("2021", 2, "/en/news/2021/?programme=iurc", True),
    ]
    ways = client.get(LIST).context["years"]
    assert [(way["label"], way["count"]) for way in ways] == [
        ("All years", 3),
        ("2024", 1),
        ("2021", 2),
    ]


def test_a_year_without_news_says_so_and_one_that_is_none_is_refused(client, newsroom):
    answer = client.get("/en/news/2019/")
    assert (answer.status_code, list(answer.context["page"].rows)) == (200, [])
    assert "No news here yet" in answer.text
    assert client.get("/en/news/3021/").status_code == 400


def test_what_is_not_public_is_nowhere(client, newsroom):
    for path in (LIST, FEED, "/en/", "/sitemap.xml", "/en/search/?q=secret"):
        assert "ecret" not in client.get(path).text.replace("“secret”", "").replace(
            'value="secret"', ""
        ).replace("q=secret", "")
    for slug in ("draft", "archived", "later"):
        assert client.get(f"/en/news/{slug}/").status_code == 404


def test_an_item_tells_its_story_with_sources_programme_and_ways_to_share(client, newsroom):
    NewsSourceFactory(news_item=newsroom["call"], reference="https://www.vng.example/bericht")
    text = client.get("/en/news/call/").text
    assert '<time datetime="2021-04-23">23 April 2021</time>' in text
    assert '<a href="https://www.vng.example/bericht" rel="noopener">vng.example</a>' in text
    assert '<a href="/en/programmes/iurc/">IURC China</a>' in text
    assert "http://testserver/en/news/call/</p>" in text
    assert (
        'href="mailto:?subject=Enrol%20now&amp;body=http%3A%2F%2Ftestserver%2Fen%2Fnews%2Fcall%2F"'
        in text
    )
    assert '<p class="stale">' in text
    # Nothing of others is loaded: every source of script, style or picture is our own.
    assert 'src="http' not in text


def test_a_programme_that_is_not_public_is_not_named(client, newsroom):
    assert "Not told yet" not in client.get("/en/news/end/").text
    assert "Not told yet" not in client.get(LIST).text
    rows = json.loads(client.get("/open-data/news.json").getvalue())
    assert {row["reference"]: row["programme"] for row in rows} == {
        "start": "iurc",
        "call": "iurc",
        "end": None,
    }


def test_an_address_of_former_days_leads_to_the_present_one(client, newsroom):
    newsroom["call"].slug = "enrol"
    newsroom["call"].save()
    answer = client.get("/en/news/call/")
    assert (answer.status_code, answer["Location"]) == (301, "/en/news/enrol/")


def test_the_picture_is_shown_with_its_description_and_caption(client):
    item = NewsItemFactory(
        image=picture(), image_alt_nl="Een plein.", image_caption_nl="Het plein van Taicang."
    )
    text = client.get(f"/nieuws/{item.slug}/").text
    address = f"/news-pictures/{item.pk}/"
    assert f'<img class="picture" src="{address}" alt="Een plein." loading="lazy">' in text
    assert ">Het plein van Taicang.</figcaption>" in text
    answer = client.get(address)
    with item.image.open() as file:
        assert answer.getvalue() == file.read()
    assert answer["Content-Type"] == "image/jpeg"
    type(item).objects.filter(pk=item.pk).update(publication="draft")
    assert client.get(address).status_code == 404


def test_the_search_finds_news_under_its_noun(client, newsroom):
    answer = client.get("/en/search/?q=报名")
    (group,) = answer.context["groups"]
    hits = [(hit["label"], hit["url"], hit["facts"]) for hit in group["hits"]]
    assert hits == [("Enrol now", "/en/news/call/", ["23 April 2021"])]


def test_home_shows_the_three_that_came_last(client, newsroom):
    NewsItemFactory(slug="last", title_en="The last", published_at="2024-02-27T11:00Z")
    answer = client.get("/en/")
    assert [item.slug for item in answer.context["news"]] == ["last", "end", "call"]
    assert '<a href="/en/news/">All news</a>' in answer.text


@pytest.mark.parametrize("count", [1, 3])
def test_list_feed_and_files_cost_the_same_for_one_and_for_three(client, count):
    for _one in range(count):
        item = NewsItemFactory(programme=ProgrammeFactory(), themes=[ThemeFactory()])
        NewsSourceFactory(news_item=item)
    costs = []
    for path in (LIST, FEED, "/open-data/news.json"):
        with CaptureQueriesContext(connection) as captured:
            client.get(path).getvalue()
        costs.append(len(captured))
    assert costs == [6, 2, 3]
