"""What the measurement of pages makes of the reports of Lighthouse and axe."""

import pytest

from portal.bench import cases, lighthouse
from portal.bench.accessibility import LOCATION, as_lines
from portal.management.commands.bench_pages import HEADERS, row


def report():
    """Return a report of Lighthouse, cut down to what is read."""
    audits = {
        "network-requests": {
            "details": {
                "items": [
                    {"resourceType": "Document", "transferSize": 10240},
                    {"resourceType": "Script", "transferSize": 2560},
                ]
            }
        },
        "cumulative-layout-shift": {"numericValue": 0.0123},
        "largest-contentful-paint": {"numericValue": 1840},
        "is-crawlable": {"id": "is-crawlable", "score": 0, "displayValue": ""},
        "document-title": {"id": "document-title", "score": 1},
    }
    none = {"score": 1, "auditRefs": []}
    asked = [{"id": "is-crawlable", "weight": 4}, {"id": "document-title", "weight": 1}]
    categories = dict.fromkeys(lighthouse.CATEGORIES, none)
    return {
        "audits": audits,
        "categories": categories | {"seo": {"score": 0.66, "auditRefs": asked}},
    }


def test_report_becomes_a_row_of_marks_and_weights():
    marks = lighthouse.read(report())
    assert row("home", marks) == ["home", "100", "100", "100", "66", "12", "2.5", "0.012", "1.8"]


def test_report_tells_what_cost_points_and_nothing_else():
    assert lighthouse.read(report()).lost == ["seo: is-crawlable 0.00"]


def test_report_of_a_page_that_did_not_load_is_shown_as_failed():
    marks = lighthouse.read({"runtimeError": {"message": "It answered 500."}})
    assert marks.failure == "It answered 500."
    assert row("home", marks) == ["home", "failed", *["-"] * (len(HEADERS) - 2)]


def test_category_without_a_score_is_shown_as_a_dash():
    found = report()
    found["categories"]["performance"] = {"score": None, "auditRefs": []}
    assert row("home", lighthouse.read(found))[1] == "-"


def test_violations_of_axe_become_rule_and_place():
    nodes = [{"target": ["h1"]}, {"target": ["main > p"]}]
    assert as_lines({"violations": [{"id": "color-contrast", "nodes": nodes}]}) == [
        "color-contrast: ['h1']",
        "color-contrast: ['main > p']",
    ]


@pytest.mark.django_db
def test_sitemap_is_read_to_its_last_address(client):
    text = client.get("/sitemap.xml").text
    found = LOCATION.findall(text)
    assert len(found) == text.count("<url>") > 0


def test_measured_pages_are_those_a_visitor_meets():
    assert cases.visited() == {
        "home": "/",
        "list": "/samenwerkingen/",
        "detail": "/samenwerkingen/rotterdam-shanghai-stedenband/",
        "figures": "/cijfers/",
        "search": "/zoeken/",
        "search, with words (not to be indexed)": "/zoeken/?q=rotterdam",
        "map": "/samenwerkingen/kaart/",
        "practices": "/praktijk/",
    }
