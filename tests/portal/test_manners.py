"""What the portal says when it cannot do what was asked, and what it hands on to others."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import translation

from portal import views
from portal.middleware import Maintenance
from tests.factories.partnerships import AgreementFactory

TITLES = {
    "/": "Het portaal is zo terug",
    "/en/": "The portal will be back soon",
    "/zh-hans/": "网站即将恢复",
}


def ways(answer):
    """Return the ways on that a page of refusal offers, as ``(address, label)``."""
    return re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', answer.text.partition("<main")[2])


@pytest.mark.parametrize("path", TITLES)
def test_in_maintenance_every_page_says_when_to_come_back(client, settings, path):
    settings.MAINTENANCE = True
    answer = client.get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "600")
    assert f'level-1">{TITLES[path]}</h1>' in answer.text
    assert ways(answer)[0][0] == path


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_in_maintenance_the_process_still_tells_how_it_is(client, settings, path):
    settings.MAINTENANCE = True
    assert client.get(path).status_code == 200


def test_a_database_that_is_away_is_no_fault_of_the_reader():
    def away(request):
        raise AssertionError("the view itself is not asked here")

    request = RequestFactory().get("/en/figures/?status=ended")
    with translation.override("en"):
        answer = Maintenance(away).process_exception(request, OperationalError("no connection"))
        other = Maintenance(away).process_exception(request, ValueError("a mistake of ours"))
    assert (answer.status_code, other) == (503, None)
    assert ways(answer)[0] == ("/en/figures/?status=ended", "Try this page again")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "first"),
    [
        (
            "/en/agreements/rotterdam-shanghai/",
            ("/en/search/?q=rotterdam+shanghai", "Search the portal for “rotterdam shanghai”"),
        ),
        ("/en/上海/", ("/en/search/?q=%E4%B8%8A%E6%B5%B7", "Search the portal for “上海”")),
        ("/en/---/", ("/en/", "Go to the home page")),
    ],
)
def test_a_missing_page_offers_to_search_for_what_was_asked(client, path, first):
    answer = client.get(path)
    assert (answer.status_code, ways(answer)[0]) == (404, first)


def test_a_page_for_others_says_so_with_a_way_on():
    request = RequestFactory().get("/en/")
    with translation.override("en"):
        answer = views.permission_denied(request, PermissionDenied())
    assert answer.status_code == 403
    assert [label for _address, label in ways(answer)][:2] == [
        "Go to the home page",
        "Search the portal",
    ]


@pytest.mark.django_db
def test_a_record_is_shared_by_plain_links_with_its_address_only(client):
    AgreementFactory(slug="haven", title_en="Ports & water")
    text = client.get("/en/agreements/haven/").text
    address = "http%3A%2F%2Ftestserver%2Fen%2Fagreements%2Fhaven%2F"
    assert f'href="mailto:?subject=Ports%20%26%20water&amp;body={address}"' in text
    assert f'href="https://www.linkedin.com/sharing/share-offsite/?url={address}"' in text
    assert f'href="https://wa.me/?text={address}"' in text
    assert '<a href="/en/contact/">Report an error on this page</a>' in text


@pytest.mark.django_db
def test_pages_are_sent_compressed_and_stay_recognisable(client):
    plain = client.get("/en/about/")
    sent = client.get("/en/about/", headers={"accept-encoding": "gzip"})
    assert (sent["Content-Encoding"], len(sent.content) < len(plain.content)) == ("gzip", True)
    tag = sent["ETag"]
    again = client.get("/en/about/", headers={"accept-encoding": "gzip", "if-none-match": tag})
    assert again.status_code == 304


@pytest.mark.django_db
def test_a_link_to_a_page_carries_our_picture(client):
    text = client.get("/en/").text
    image = re.search(r'<meta property="og:image" content="([^"]+)">', text)[1]
    assert image == "http://testserver/static/img/share.png"
