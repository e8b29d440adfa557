"""What the list of agreements does not understand, it refuses: with a reason, and never with all.

Nothing that can stand in an address brings it down.
"""

import html
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from partnerships.filters import AGREEMENT_ORDERS, AgreementFilter
from tests.factories.partnerships import AgreementFactory

pytestmark = pytest.mark.django_db

LIST = "/en/agreements/"


def refusals(response):
    """Return the reasons on a refused page, as people read them."""
    box = re.search(
        r'<div class="utrecht-alert utrecht-alert--error".*?</div>', response.text, re.DOTALL
    )[0]
    reasons = re.findall(r"<li>(.*?)</li>", box, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", reason)) for reason in reasons]


KNOWN = ", ".join(AgreementFilter.base_filters)
STATUSES = (
    "in_preparation, active, low_activity, dormant, under_reconsideration, suspended, expired, "
    "ended, unknown, none"
)
YEAR = "Write a year between 1900 and 2100, such as 1994."
GONE = "Page: This page of the list is gone. Start again at the first page."
REFUSED = {
    "colour=red": [f"There is no filter “colour”. Known filters: {KNOWN}."],
    "Kind=sister_city": [f"There is no filter “Kind”. Known filters: {KNOWN}."],
    "b=1&a=1": [
        f"There is no filter “a”. Known filters: {KNOWN}.",
        f"There is no filter “b”. Known filters: {KNOWN}.",
    ],
    "status=open": [f"Status: “open” is not one of the values: {STATUSES}."],
    "status=active&status=open": [f"Status: “open” is not one of the values: {STATUSES}."],
    "theme=nothing": ["Theme: There is no “nothing” in the register."],
    "authority=Den+Haag": ["Authority: There is no “Den Haag” in the register."],
    "province=gemeente": ["Dutch province: There is no “gemeente” in the register."],
    "division=': --": ["Chinese place: There is no “': --” in the register."],
    "from=abc": [f"Running from: {YEAR}"],
    "from=1899": [f"Running from: {YEAR}"],
    "until=2101": [f"Running until: {YEAR}"],
    "until=-1": [f"Running until: {YEAR}"],
    "from=2000&until=1999": ["Running until: The last year lies before the first."],
    "sort=random": [
        "Order: There is no order “random”. Known orders: newest, oldest, changed, confirmed."
    ],
    "sort=random&from=x": [
        f"Running from: {YEAR}",
        "Order: There is no order “random”. Known orders: newest, oldest, changed, confirmed.",
    ],
    "after=nothing": [GONE],
    "before=nothing": [GONE],
    "q=%00": ["Words: Null characters are not allowed."],
    "theme=%00": ["Theme: There is no “\0” in the register."],
}


@pytest.mark.parametrize("query", REFUSED)
def test_address_that_is_not_understood_is_refused_with_the_reason(client, query):
    AgreementFactory(slug="must-not-appear")
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 400
    assert refusals(response) == REFUSED[query]
    assert "must-not-appear" not in response.text
    assert f'<a href="{LIST}">Show all agreements</a>' in response.text


LONG = "x" * 10_000


@pytest.mark.parametrize("name", [*AgreementFilter.base_filters, "sort", "after", "before"])
def test_value_of_ten_thousand_characters_never_shows_everything(client, name):
    AgreementFactory(slug="must-not-appear")
    response = client.get(LIST, {name: LONG})
    assert response.status_code == (200 if name == "q" else 400)
    assert "must-not-appear" not in response.text
    assert name == "q" or LONG not in str(refusals(response))


def test_name_of_ten_thousand_characters_is_refused_in_short(client):
    response = client.get(LIST, {LONG: "1"})
    assert response.status_code == 400
    assert refusals(response) == [f"There is no filter “{'x' * 40}”. Known filters: {KNOWN}."]


def test_more_parameters_than_a_form_has_are_refused(client):
    response = client.get(f"{LIST}?{'&'.join(f'q={n}' for n in range(1001))}")
    assert response.status_code == 400
    assert "We do not understand this request" in response.text


@pytest.mark.parametrize("end", ["from", "until"])
@pytest.mark.parametrize("year", ["1900", "2100"])
def test_first_and_last_year_that_can_be_asked_are_answered(client, end, year):
    AgreementFactory(slug="known", valid_from="1900", valid_until="2100")
    response = client.get(LIST, {end: year})
    assert response.status_code == 200
    assert f"{LIST}known/" in response.text


def test_empty_values_are_no_choice(client):
    AgreementFactory(slug="known")
    empty = dict.fromkeys([*AgreementFilter.base_filters, "sort", "after", "before"], "")
    response = client.get(LIST, empty)
    assert (response.status_code, response.context["chips"]) == (200, [])
    assert f"{LIST}known/" in response.text


def test_repeated_value_is_one_choice(client):
    AgreementFactory(slug="known")
    response = client.get(f"{LIST}?kind=sister_city&kind=sister_city")
    assert f"{LIST}known/" in response.text


@pytest.mark.parametrize(
    "query",
    [
        "q=nowhere&q=Samen",
        "from=2000&from=1990",
        "sort=x&sort=newest",
    ],
)
def test_repeated_parameter_that_takes_one_value_is_refused(client, query):
    AgreementFactory(slug="must-not-appear", valid_from="1990", valid_until="1995")
    assert client.get(f"{LIST}?{query}").status_code == 400


@pytest.mark.parametrize("text", ["!!!", "-", "…" * 300])
def test_text_without_words_finds_nothing_or_is_refused(client, text):
    AgreementFactory(slug="must-not-appear")
    assert "must-not-appear" not in client.get(LIST, {"q": text}).text


names = st.sampled_from(
    [*AgreementFilter.base_filters, "sort", "after", "before", "page", "csrfmiddlewaretoken"]
)
values = st.one_of(
    st.text(),
    st.sampled_from([*AGREEMENT_ORDERS, "active", "sister_city", "fresh", "none", "known"]),
    st.integers(1890, 2110).map(str),
    st.text("'\"\\%_:&|!<>*() \0\ufeff\u202e北"),
)


@pytest.mark.slow
@given(st.lists(st.tuples(names | st.text(min_size=1), values), max_size=6))
@example([("after", "\0")])
@example([("before", "a\0b")])
@example([("until", "2100")])
@example([("q", "㍍" * 200)])
@example([("q", "!"), ("status", "none"), ("freshness", "fresh")])
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_query_string_brings_the_list_down(client, pairs):
    if not AgreementFactory._meta.model.objects.exists():
        AgreementFactory(slug="known")
    query = {}
    for name, value in pairs:
        query.setdefault(name, []).append(value)
    response = client.get(LIST, query)
    assert response.status_code in (200, 400)
    assert response.status_code == 200 or refusals(response) != []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "targets"),
    [("from=soon&until=1990", ["id_from"]), ("from=2000&until=1990", ["id_until"]), ("x=1", [])],
)
def test_a_reason_leads_to_the_control_to_mend_where_there_is_one(client, query, targets):
    text = client.get(f"{LIST}?{query}").text
    assert re.findall(r'<li><strong>[^<]*</strong> <a href="#(\w+)">', text) == targets
    for target in targets:
        assert 'aria-invalid="true"' in control(text, target)
        assert f'aria-describedby="{target}_error"' in control(text, target)
        assert f'id="{target}_error"' in text


@pytest.mark.django_db
def test_what_was_typed_stays_in_its_control(client):
    text = client.get(f"{LIST}?q=Delft&from=soon").text
    assert 'value="Delft"' in control(text, "id_q")
    assert 'value="soon"' in control(text, "id_from")
    assert "value=" not in control(text, "id_until")


def control(text, anchor):
    """Return the tag of the control with this anchor."""
    return re.search(rf'<input [^>]*id="{anchor}"[^>]*>', text)[0]
