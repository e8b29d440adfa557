"""Every page of the workspace as a coordinator sees it, before axe and a listening browser."""

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation

from partnerships.models import LocalAuthority
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import AgreementFactory, ExchangeFactory
from tests.planting import own_records
from tests.signing_in import forget_attempts, with_password
from tests.test_refusals import PRIVATE, addresses_of

from .arriving import fill_in
from .checks import look_at
from .database import committed

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]
# Dutch, the longest, on a desk and on a telephone; the other languages on a telephone.
LOOKS = [("nl", 1280), ("nl", 375), ("en", 375), ("zh-hans", 375)]

KINDS = ("page", "file", "form", "nothing")
# A picture that nobody sent, the way back from a provider that nobody named, figures of no
# exchange; no pages.
ABSENT = {
    "my-overview-file",
    "my-overview-picture",
    "my-practice-picture",
    "single-sign-on-back",
}


@pytest.fixture(scope="module")
def coordinator(own_copy):
    return committed(plant)


@pytest.fixture(scope="module")
def records(coordinator):
    """One authority with records of every kind, and those whose forms still want something."""
    return committed(lambda: [*all_kinds(coordinator.authority)])


def all_kinds(authority):
    yield from (one for one, _ring in own_records(authority))
    tie = AgreementFactory(authorities=[authority], status="active")
    yield tie
    yield ExchangeFactory(agreement=tie, authority=authority, publication="draft")


def plant():
    authority = LocalAuthority.objects.get(slug="urk")
    member = MembershipFactory(role="coordinator", authority=authority)
    with_password(member.user)
    return member


@pytest.fixture(scope="module")
def found(coordinator, records):
    """What each address of the workspace answers: ``{name: (kind, path)}``, pages first."""
    client = Client()
    client.force_login(coordinator.user)
    return {name: best_answer(client, name, names, records) for name, names in PRIVATE}


def best_answer(client, name, names, records):
    """Return the first page among the addresses of a name, or else what else they answer."""
    answers = [(kind_of(client.get(one)), one) for one in addresses_of(names, name, records)]
    return min(answers, key=lambda answer: KINDS.index(answer[0]))


def kind_of(answer):
    """Return what an address gives: a page, a file, a form to send, or none of these."""
    if answer.streaming:
        answer.getvalue()
    if answer.status_code == 200:
        is_page = answer.headers["Content-Type"].startswith("text/html")
        return "page" if is_page else "file"
    return "form" if answer.status_code == 405 else "nothing"


def named(found, kind):
    return {name for name, (kind_found, _path) in found.items() if kind_found == kind}


def test_every_address_of_the_workspace_is_a_page_a_file_or_a_form(found):
    assert named(found, "nothing") == ABSENT
    assert len(named(found, "page")) > len(found) / 2


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_every_page_of_the_workspace_is_accessible(visit, coordinator, found, language, width):
    committed(forget_attempts)
    window, wrong = visit(width), {}
    fill_in(window, coordinator.user)
    for name in sorted(named(found, "page")):
        path = in_language(found[name][1], language)
        status, violations, faults = look_at(window, path, language, f"{name}-{language}-{width}")
        faults = [one for one in faults if not one.startswith("cookie")]
        # Whoever is led away, to sign in for one, has not seen the page.
        seen = (status, window.page.url, violations, faults)
        if seen != (200, window.site + path, [], []):
            wrong[path] = seen
    assert wrong == {}


def in_language(path, language):
    """Return the address of a Dutch page in another language."""
    match = resolve(path)
    with translation.override(language):
        return reverse(match.view_name, kwargs=match.kwargs)
