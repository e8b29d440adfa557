"""Suggestions while typing, and the questions that page and suggestions refuse alike."""

import json

import pytest
from django.urls import reverse

from tests.factories.partnerships import LocalAuthorityFactory

ADDRESS = "/en/search/suggestions/"
LONGEST = 200
pytestmark = pytest.mark.django_db


def test_suggestions_are_the_first_three_of_each_noun_in_the_language_of_the_address(client):
    for number in range(4):
        LocalAuthorityFactory(name=f"Dorp {number}", slug=f"dorp-{number}")
    answer = client.get(ADDRESS, {"q": "dorp"}).json()
    assert answer["sentence"] == "3 suggestions"
    assert [(group["label"], len(group["hits"])) for group in answer["groups"]] == [
        ("Authorities", 3)
    ]
    assert answer["groups"][0]["hits"][0]["url"] == "/en/authorities/dorp-0/"
    assert client.get(ADDRESS, {"q": "nergens"}).json() == {
        "sentence": "0 suggestions",
        "groups": [],
    }


@pytest.mark.parametrize("name", ["search", "suggestions"])
def test_answers_may_be_kept_by_caches_for_a_minute(client, name):
    kept = client.get(reverse(name), {"q": "x"})["Cache-Control"].split(", ")
    assert sorted(kept) == ["max-age=60", "public"]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        (f"q={'x' * (LONGEST + 1)}", "Write at most 200 characters."),
        ("q=a&q=b", "This can be given once; it is given several times."),
        ("q=a&colour=red", "There is no filter “colour”. Known filters: q."),
        ("q=a&sort=newest", "There is no filter “sort”. Known filters: q."),
        ("q=a%00b", "Null characters are not allowed."),
    ],
)
def test_wrong_address_is_refused_with_the_reason(client, query, reason):
    page = client.get(f"/en/search/?{query}")
    assert page.status_code == 400
    assert [refusal["text"] for refusal in page.context["refusals"]] == [reason]
    assert "<title>Error: " in page.text
    problem = client.get(f"{ADDRESS}?{query}")
    assert (problem.status_code, problem["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(problem.content)["detail"] == reason
