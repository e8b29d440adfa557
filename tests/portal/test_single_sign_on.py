"""Signing in elsewhere: before a real provider on this machine, and when that goes wrong."""

import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from partnerships.models import User
from tests.factories.partnerships import UserFactory
from tests.oidc_provider import CLIENT_ID, CLIENT_SECRET, OidcProvider
from tests.signing_in import with_app

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def running():
    provider = OidcProvider()
    yield provider
    provider.stop()


@pytest.fixture
def official(membership):
    return membership.user


@pytest.fixture
def provider(running, settings, official):
    """The provider as it should be, with the official as the person who is there."""
    running.claims, running.userinfo, running.discovery = {}, {}, {}
    running.signing_key = running.key
    running.person = {"sub": "42", "email": official.email.upper(), "email_verified": True}
    settings.OIDC_ISSUER, settings.OIDC_NAME = running.issuer, "de gemeente"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
    return running


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def visit(address):
    """Return where the provider sends a browser that comes with this address."""
    try:
        urllib.request.build_opener(Stay).open(address)
    except urllib.error.HTTPError as answer:
        return answer.headers["Location"]


def walk(client, *, change=lambda back: back, **sent):
    """Go to the provider and come back, as a browser does; return the last answer."""
    begun = client.post(reverse("single-sign-on"), sent)
    return client.get(change(visit(begun.url)))


def refusal(client, answer):
    """Return the sentence of a refusal, after which nobody is signed in."""
    assert (answer.status_code, get_user(client).is_anonymous) == (403, True)
    return answer.context["text"]


UNTRUSTED = "De andere kant gaf geen antwoord dat wij kunnen vertrouwen, of u bent daar gestopt."


def test_an_official_signs_in_elsewhere_and_arrives(client, provider, official):
    answer = walk(client)
    assert (answer.status_code, answer.url) == (302, reverse("workspace"))
    assert get_user(client) == official
    [tie] = SocialAccount.objects.all()
    assert (tie.user, tie.uid, tie.extra_data) == (official, "42", {})


def test_who_came_once_is_known_by_the_provider_and_not_by_the_address(client, provider, official):
    walk(client)
    client.logout()
    provider.person["email"] = "new@example.org"
    walk(client)
    assert get_user(client) == official


def test_the_question_has_state_nonce_and_a_challenge(client, provider):
    walk(client, scope="admin", auth_params="prompt=none")
    asked = provider.asked[-1]
    assert set(asked) == {
        "client_id",
        "redirect_uri",
        "scope",
        "response_type",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
    }
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["response_type"] == "code"
    assert asked["state"] != asked["nonce"]


def test_who_left_in_english_comes_back_in_english_to_the_page_asked_for(client, provider):
    begun = client.post("/en/my/account/single-sign-on/", {"next": "/en/my/practices/"})
    assert "/mijn/" in parse_qs(urlsplit(begun.url).query)["redirect_uri"][0]
    assert client.get(visit(begun.url)).url == "/en/my/practices/"
    client.logout()
    begun = client.post("/en/my/account/single-sign-on/", {"next": "https://evil.example/"})
    assert client.get(visit(begun.url)).url == "/en/my/"


@pytest.mark.parametrize("said", [False, None, "true"])
def test_an_address_that_is_not_proved_opens_nothing(client, provider, said):
    provider.person["email_verified"] = said
    assert refusal(client, walk(client)) == (
        "De andere kant heeft niet nagegaan of dit e-mailadres van u is."
    )


def test_who_has_no_account_gets_none(client, provider):
    provider.person["email"] = "stranger@example.org"
    assert "stranger@example.org" in refusal(client, walk(client))
    assert not User.objects.filter(email="stranger@example.org").exists()


def test_a_closed_account_stays_closed(client, provider, official):
    walk(client)
    client.logout()
    User.objects.filter(pk=official.pk).update(is_active=False)
    assert walk(client).url == reverse("account_inactive")
    SocialAccount.objects.all().delete()
    assert "gesloten" in refusal(client, walk(client))


@pytest.mark.parametrize(
    "break_it",
    [
        lambda one: one.claims.update(nonce="of another question"),
        lambda one: one.claims.update(iss="https://evil.example"),
        lambda one: one.claims.update(aud="another-client"),
        lambda one: one.claims.update(exp=1),
        lambda one: one.userinfo.update(sub="43"),
        lambda one: one.discovery.update(issuer="https://evil.example"),
        lambda one: one.discovery.update(jwks_uri=f"{one.issuer}/userinfo"),
        lambda one: setattr(one, "signing_key", rsa.generate_private_key(65537, 2048)),
    ],
    ids=["nonce", "issuer", "audience", "expired", "somebody else", "discovery", "keys", "forged"],
)
def test_an_answer_that_cannot_be_trusted_opens_nothing(client, provider, break_it):
    begun = client.post(reverse("single-sign-on"))
    break_it(provider)
    back = visit(begun.url)
    assert refusal(client, client.get(back)) == UNTRUSTED


@pytest.mark.parametrize(
    "change",
    [
        lambda back: back.replace("state=", "state=x"),
        lambda back: back.split("?")[0] + "?code=x",
        lambda back: back.replace("code=", "code=x"),
        lambda back: back.split("?")[0],
        lambda back: back.replace("code=", "error=access_denied&code_was="),
    ],
    ids=["wrong state", "no state", "wrong code", "nothing", "stopped there"],
)
def test_a_way_back_that_was_tampered_with_opens_nothing(client, provider, change):
    assert refusal(client, walk(client, change=change)) == UNTRUSTED


def test_a_way_back_works_once_and_for_one_browser(client, provider):
    other = Client()
    begun = client.post(reverse("single-sign-on"))
    back = visit(begun.url)
    assert refusal(other, other.get(back)) == UNTRUSTED
    assert client.get(back).status_code == 302
    client.logout()
    assert refusal(client, client.get(back)) == UNTRUSTED


def test_a_provider_that_is_away_is_told_in_words(client, provider, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    assert refusal(client, client.post(reverse("single-sign-on"))) == UNTRUSTED


def test_the_second_step_is_asked_after_single_sign_on_too(client, provider, official):
    with_app(official)
    assert walk(client).url == reverse("mfa_authenticate")
    assert get_user(client).is_anonymous


def test_without_settings_there_is_no_other_way_in(client, settings):
    page = client.get(reverse("account_login")).text
    assert reverse("single-sign-on") not in page
    assert client.post(reverse("single-sign-on")).status_code == 404
    assert client.get(reverse("single-sign-on-back")).status_code == 404


def test_with_settings_the_sign_in_page_has_a_button(client, provider):
    page = client.get(reverse("account_login")).text
    assert "Aanmelden met de gemeente" in page
    assert f'action="{reverse("single-sign-on")}"' in page
    assert client.get(reverse("single-sign-on")).status_code == 405


def test_another_person_who_is_signed_in_makes_way(client, provider, official):
    client.force_login(UserFactory())
    walk(client)
    assert get_user(client) == official
