"""The pages of signing in and of one's own account: all in the frame, in three languages."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import translation

from tests.factories.partnerships import UserFactory
from tests.signing_in import PASSWORD, show_again, sign_in, with_app, with_password

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "en", "zh-hans")
OUTSIDE = [
    ("account_login", ()),
    ("account_signup", ()),
    ("account_inactive", ()),
    ("account_reset_password", ()),
    ("account_reset_password_done", ()),
    ("account_reset_password_from_key", ("a", "bad-key")),
    ("account_reset_password_from_key_done", ()),
    ("account_confirm_email", ("bad:key",)),
    ("account_email_verification_sent", ()),
]
INSIDE = [
    "account",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
]
GUARDED = [
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_reauthenticate",
]


@pytest.fixture
def official(client, membership):
    """Somebody who has just signed in with a password."""
    sign_in(client, with_password(membership.user))
    show_again(client)
    return membership.user


def headings(client, name, arguments=()):
    """Return the one heading of a page in every language; nothing is left in another."""
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            answer = client.get(reverse(name, args=arguments))
        assert (answer.status_code, answer.headers["Cache-Control"].count("no-store")) == (200, 1)
        [heading] = re.findall(r"<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL)
        assert answer.text.count('<meta name="robots" content="noindex">') == 1
        found.append(heading.strip())
    return found


@pytest.mark.parametrize(("name", "arguments"), OUTSIDE)
def test_every_page_outside_stands_in_the_frame_in_three_languages(client, name, arguments):
    assert len(set(headings(client, name, arguments))) == 3


@pytest.mark.parametrize("name", INSIDE)
def test_every_page_inside_stands_in_the_workspace_in_three_languages(client, official, name):
    if name == "mfa_list_webauthn":
        with_app(official)
    assert len(set(headings(client, name))) == 3
    assert 'class="side-nav"' in client.get(reverse(name)).text


@pytest.mark.parametrize("name", GUARDED)
def test_every_page_of_a_second_step_stands_in_the_workspace(client, official, name):
    with_app(official)
    assert len(set(headings(client, name))) == 3


def test_a_pending_sign_in_is_asked_for_the_second_step_in_three_languages(client, membership):
    with_app(with_password(membership.user))
    assert sign_in(client, membership.user).url == reverse("mfa_authenticate")
    assert len(set(headings(client, "mfa_authenticate"))) == 3


def test_signing_out_is_one_press(client, official):
    page = client.get(reverse("workspace")).text
    form = f'<form action="{reverse("account_logout")}" method="post">'
    assert form in page
    assert "csrfmiddlewaretoken" in page.partition(form)[2].partition("</form>")[0]
    assert client.post(reverse("account_logout")).url == "/"
    assert client.get(reverse("workspace")).status_code == 302


def test_a_refused_form_says_so_to_machines_and_keeps_what_was_typed(client, membership):
    answer = sign_in(client, with_password(membership.user), password="wrong")
    assert answer.status_code == 400
    assert membership.user.email in answer.text
    assert "horen niet bij elkaar" in answer.text
    assert PASSWORD not in answer.text


def test_a_password_may_be_pasted_and_filled_in_by_a_manager(client):
    page = client.get(reverse("account_login")).text
    assert re.findall(r'autocomplete="([\w-]+)"', page.partition("<main")[2]) == [
        "username",
        "current-password",
    ]
    assert not re.search(r"onpaste|captcha", page)


def test_a_new_address_works_once_it_is_confirmed(client, official, mailoutbox):
    former = official.email
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (
        ["new@example.org"],
        "Bevestig dit adres voor Chinapoort",
    )
    assert "new@example.org" in client.get(reverse("account_email")).text
    official.refresh_from_db()
    assert official.email == former

    link = re.search(r"http://testserver(\S+)", mail.body)[1]
    assert "Bevestig uw e-mailadres" in client.get(link).text
    client.post(link)
    official.refresh_from_db()
    assert official.email == "new@example.org"
    client.logout()
    official.email = former
    assert sign_in(client, official).status_code == 400


def test_an_address_of_somebody_else_cannot_be_taken(client, official):
    other = UserFactory()
    sign_in(client, with_password(other))
    client.logout()
    sign_in(client, official)
    client.post(reverse("account_email"), {"email": other.email, "action_add": ""})
    assert not EmailAddress.objects.filter(user=official, email=other.email, verified=True).exists()
