"""Follow a search by mail: asked, confirmed, told once a week, forgotten."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from partnerships.actions import subscriptions as actions
from partnerships.models import Practice, Subscription
from tests.factories.partnerships import (
    PracticeFactory,
    PracticeThemeFactory,
    ThemeFactory,
    UserFactory,
)
from tests.factories.subscriptions import SubscriptionFactory

pytestmark = pytest.mark.django_db

FORM = "/en/practices/follow/"
SITE = "https://portal.example"
WEEK = dt.timedelta(days=7)


@pytest.fixture
def post(client, letters, django_capture_on_commit_callbacks):
    """Post a form as a browser does, and let its mails go out."""

    def send(path, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, fields, headers={"origin": "http://testserver"})

    return send


@pytest.fixture
def digests(letters, django_capture_on_commit_callbacks):
    def send(*, now):
        with django_capture_on_commit_callbacks(execute=True):
            return actions.send_digests(now=now, site=SITE)

    return send


def address_in(letter, part):
    body = letter.get_body(("plain",)).get_content()
    return re.search(rf"https?://[^/\s]+(/\S*{part}/[\w-]+/)", body)[1]


def test_nothing_is_sent_before_the_link_in_the_mail_is_followed(client, post, letters, digests):
    ThemeFactory(slug="water")
    answer = post(f"{FORM}?theme=water&sort=title", email="Reader@Example.org")
    assert "Look into your mailbox" in answer.text
    subscription = Subscription.objects.get()
    assert (subscription.email, subscription.query) == (
        "reader@example.org",
        "theme=water&sort=title",
    )
    [(receivers, letter)] = letters
    assert receivers == ["reader@example.org"]
    assert letter["Subject"] == "Confirm within seven days: follow a search in Chinapoort"

    link = address_in(letter, "confirm")
    assert client.get(link).status_code == 200
    subscription.refresh_from_db()
    assert subscription.confirmed_at is None
    assert digests(now=timezone.now() + WEEK) == 0


def test_the_button_behind_the_link_begins_and_a_second_press_changes_nothing(client, post):
    subscription = SubscriptionFactory(confirmed_at=None)
    link = f"/en/practices/follow/confirm/{subscription.token}/"
    assert "You follow this search" in post(link).text
    first = Subscription.objects.get().confirmed_at
    assert first is not None
    post(link)
    assert Subscription.objects.get().confirmed_at == first


@pytest.mark.parametrize("typed", ["", "reader", "reader@", "a b@c.nl"])
def test_an_address_that_cannot_be_is_refused_and_kept_in_the_box(post, letters, typed):
    answer = post(FORM, email=typed)
    assert answer.status_code == 400
    assert '<a href="#id_email">Write ' in answer.text
    assert f'value="{typed}"' in answer.text or not typed
    assert (Subscription.objects.count(), letters) == (0, [])


def test_a_stranger_cannot_fill_a_mailbox(post, letters):
    for _time in range(3):
        post(FORM, email="reader@example.org")
    assert len(letters) == 1


def test_who_follows_already_gets_no_second_question(post, letters):
    SubscriptionFactory(email="reader@example.org", query="")
    assert "Look into your mailbox" in post(FORM, email="reader@example.org").text
    assert letters == []


def test_a_search_that_is_not_understood_cannot_be_followed(client):
    assert client.get(f"{FORM}?colour=red").status_code == 400


def test_a_form_that_stands_elsewhere_is_refused(client):
    answer = client.post(FORM, {"email": "a@b.nl"}, headers={"origin": "https://elsewhere.example"})
    assert (answer.status_code, Subscription.objects.count()) == (403, 0)


def test_a_digest_holds_what_is_new_in_the_search_newest_first_and_once(letters, digests):
    now = timezone.now()
    theme = ThemeFactory(slug="water")
    subscription = SubscriptionFactory(query="theme=water", confirmed_at=now - 2 * WEEK)

    def published(title, ago, **given):
        practice = PracticeFactory(
            title_nl=title, moved_at=now - ago, moved_by=given.pop("by", None), **given
        )
        PracticeThemeFactory(practice=practice, theme=theme)
        return practice

    colleague = UserFactory()
    published("Oud", 3 * WEEK, by=colleague)
    published("Nieuw", dt.timedelta(days=3), by=colleague)
    published("Nieuwst", dt.timedelta(days=1), by=colleague)
    published("Concept", dt.timedelta(days=1), by=colleague, draft=True)
    PracticeFactory(title_nl="Ander thema", moved_at=now - dt.timedelta(days=1), moved_by=colleague)
    Practice.objects.all().reindex()

    assert digests(now=now) == 1
    assert digests(now=now) == 0
    [(receivers, letter)] = letters
    assert receivers == [subscription.email]
    body = letter.get_body(("plain",)).get_content()
    titles = [line for line in body.splitlines() if line in {"Oud", "Nieuw", "Nieuwst", "Concept"}]
    assert titles == ["Nieuwst", "Nieuw"]
    assert "Ander thema" not in body
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = f"{SITE}/praktijk/volgen/stoppen/{subscription.token}/"
    assert letter["List-Unsubscribe"].strip() == f"<{stop}>"
    assert stop in body


def test_a_week_without_news_sends_nothing_and_starts_the_next(digests, letters):
    now = timezone.now()
    subscription = SubscriptionFactory(confirmed_at=now - 2 * WEEK)
    assert digests(now=now) == 0
    subscription.refresh_from_db()
    assert (subscription.sent_at, letters) == (now, [])


def test_one_press_or_the_mail_program_itself_stops_and_forgets(client, post):
    subscription = SubscriptionFactory()
    link = f"/en/practices/follow/stop/{subscription.token}/"
    assert client.get(link).status_code == 200
    assert Subscription.objects.count() == 1
    answer = client.post(link, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, Subscription.objects.count()) == (200, 0)
    assert "You have stopped" in client.get(link).text


def test_who_never_confirms_is_forgotten_after_a_week(digests):
    now = timezone.now()
    SubscriptionFactory(confirmed_at=None, asked_at=now - 2 * WEEK)
    kept = SubscriptionFactory(confirmed_at=None, asked_at=now)
    digests(now=now)
    assert list(Subscription.objects.all()) == [kept]


def test_the_command_wants_an_address_for_its_links(settings, capsys):
    settings.SITE_URL = ""
    with pytest.raises(CommandError, match="SITE_URL"):
        call_command("send_digests")
    settings.SITE_URL = SITE
    call_command("send_digests")
    assert capsys.readouterr().out == "0 digests sent\n"


def test_pages_of_following_set_no_cookie(client):
    subscription = SubscriptionFactory()
    for path in (FORM, f"/en/practices/follow/stop/{subscription.token}/"):
        assert client.get(path).cookies == {}
