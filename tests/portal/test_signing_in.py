"""Signing in: passwords, second steps, limits, sessions and forgotten passwords."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.signing_in import (
    PASSWORD,
    code_of,
    forget_attempts,
    show_again,
    sign_in,
    with_app,
    with_password,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    forget_attempts()
    yield
    forget_attempts()


@pytest.fixture
def official(membership):
    return with_password(membership.user)


def send_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_kept_encrypted_and_asked_for(client, official, mailoutbox):
    sign_in(client, official)
    show_again(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.text
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert (wrong.status_code, secret in wrong.text) == (400, True)
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    kept = Authenticator.objects.get(user=official, type="totp").data["secret"]
    assert secret not in kept
    assert [mail.subject for mail in mailoutbox] == ["Een app met codes beveiligt nu uw account"]

    forget_attempts()
    client.logout()
    assert sign_in(client, official).url == reverse("mfa_authenticate")
    assert client.get(reverse("workspace")).status_code == 302
    assert send_code(client, "123456").status_code == 400
    assert send_code(client, code_of(secret)).url == reverse("workspace")
    assert get_user(client) == official


def test_a_code_of_an_app_works_once(client, official):
    secret = with_app(official)
    code = code_of(secret)
    sign_in(client, official)
    assert send_code(client, code).status_code == 302
    other = Client()
    sign_in(other, official)
    answer = send_code(other, code)
    assert answer.status_code == 400
    assert "Elke code werkt één keer" in answer.text


def test_a_recovery_code_is_shown_once_and_works_once(client, official):
    sign_in(client, official)
    show_again(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    shown = client.get(reverse("mfa_view_recovery_codes"))
    codes = re.findall(r"<li><code>(\w+)</code></li>", shown.text)
    assert len(codes) == 10
    assert codes[0] not in client.get(reverse("mfa_view_recovery_codes")).text

    for expected in (302, 400):
        browser = Client()
        sign_in(browser, official)
        assert send_code(browser, codes[0]).status_code == expected
    seeds = Authenticator.objects.get(user=official, type="recovery_codes").data
    assert codes[0] not in str(seeds)


def test_failed_sign_ins_are_counted_for_all_processes(client, official):
    for _ in range(5):
        assert "horen niet bij elkaar" in sign_in(client, official, password="wrong").text
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache WHERE cache_key LIKE %s", ["%login%"])
        [counted] = cursor.fetchone()
    assert counted >= 1
    # Another process has another client and the same table.
    answer = sign_in(Client(), official)
    assert answer.status_code == 400
    assert "Wacht vijf minuten" in answer.text


def test_signing_in_gives_a_new_session(client, official):
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    former = session.session_key
    sign_in(client, official)
    assert client.session.session_key != former
    assert not client.session.exists(former)


def test_signing_out_everywhere_else_works_at_once(client, official):
    other = Client()
    for browser in (client, other):
        sign_in(browser, official)
        browser.get(reverse("workspace"))
    assert UserSession.objects.filter(user=official).count() == 2
    answer = client.post(reverse("usersessions_list"), follow=True)
    assert "U bent overal elders afgemeld." in answer.text
    assert client.get(reverse("workspace")).status_code == 200
    assert other.get(reverse("workspace")).status_code == 302


def reset_link(client, official, mailoutbox):
    answer = client.post(reverse("account_reset_password"), {"email": official.email.upper()})
    assert answer.url == reverse("account_reset_password_done")
    [mail] = mailoutbox
    assert mail.subject == "Kies binnen één uur een nieuw wachtwoord voor Chinapoort"
    [(html, kind)] = mail.alternatives
    link = re.search(r"http://testserver(\S+)", mail.body)[1]
    assert (kind, link in html) == ("text/html", True)
    return link


def test_a_new_password_does_not_skip_the_second_step(client, official, mailoutbox):
    secret = with_app(official)
    page = client.get(reset_link(client, official, mailoutbox), follow=True)
    new = "vier-andere-woorden-hier"
    answer = client.post(page.request["PATH_INFO"], {"password1": new})
    assert answer.url == reverse("account_reset_password_from_key_done")
    assert get_user(client).is_anonymous
    assert mailoutbox[-1].subject == "Uw wachtwoord in Chinapoort is gewijzigd"
    assert sign_in(client, official, password=new).url == reverse("mfa_authenticate")
    assert send_code(client, code_of(secret)).url == reverse("workspace")


def test_a_link_for_a_new_password_works_once(client, official, mailoutbox):
    link = reset_link(client, official, mailoutbox)
    path = client.get(link, follow=True).request["PATH_INFO"]
    weak = client.post(path, {"password1": "kort"})
    assert (weak.status_code, "te kort" in weak.text) == (400, True)
    client.post(path, {"password1": "vier-andere-woorden-hier"})
    assert "Deze link werkt niet meer" in Client().get(link, follow=True).text


def test_asking_for_an_unknown_address_tells_nothing(client, official, mailoutbox):
    texts = []
    for email in (official.email, "nobody@example.org"):
        answer = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        texts.append(re.sub(r'value="\w{64}"', "", answer.text))
    assert texts[0] == texts[1]
    assert [mail.to for mail in mailoutbox] == [[official.email]]


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"],
)
def test_signing_in_leads_nowhere_else(client, official, target):
    assert sign_in(client, official, next=target).url == reverse("workspace")


def test_signing_in_leads_to_the_page_that_was_asked_for(client, official):
    address = client.get(reverse("colleagues")).url
    assert client.get(address).status_code == 200
    assert sign_in(client, official, next=reverse("colleagues")).url == reverse("colleagues")


def test_changing_the_password_asks_for_the_current_one_and_is_told_by_mail(
    client, official, mailoutbox
):
    sign_in(client, official)
    new = {"password1": "vier-andere-woorden-hier"}
    wrong = client.post(reverse("account_change_password"), {"oldpassword": "x", **new})
    assert "Dit is niet uw huidige wachtwoord." in wrong.text
    answer = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    assert answer.status_code == 302
    [mail] = mailoutbox
    assert mail.subject == "Uw wachtwoord in Chinapoort is gewijzigd"
    assert "IP-adres: 127.0.0.1" in mail.body
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"


def test_mails_about_an_account_come_in_the_language_of_the_page(client, official, mailoutbox):
    client.post("/en/my/account/password/reset/", {"email": official.email})
    client.post("/zh-hans/my/account/password/reset/", {"email": official.email})
    assert [mail.subject for mail in mailoutbox] == [
        "Choose a new password for Chinapoort, within one hour",
        "请在一小时内设置 Chinapoort 的新密码",
    ]


def test_changing_a_second_step_asks_once_more_who_it_is(client, official):
    client.force_login(official)
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name)).url.startswith(reverse("account_reauthenticate"))
    address = client.get(reverse("mfa_activate_totp")).url
    assert client.post(address, {"password": "wrong"}).status_code == 400
    assert client.post(address, {"password": PASSWORD}).url == reverse("mfa_activate_totp")


def test_a_mail_server_that_is_away_undoes_nothing(client, official, settings, caplog):
    sign_in(client, official)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    sent = {"oldpassword": PASSWORD, "password1": "vier-andere-woorden-hier"}
    assert client.post(reverse("account_change_password"), sent).status_code == 302
    assert "A mail about an account was not sent." in caplog.text
    official.refresh_from_db()
    assert official.check_password("vier-andere-woorden-hier")
