"""The way of a practice to the public: every move, every refusal, and a mail at each step."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from partnerships.actions import practices as actions
from partnerships.base.workflow import Publication
from partnerships.models import PracticeMove
from tests.factories.partnerships import LocalAuthorityFactory, PracticeFactory, UserFactory

pytestmark = pytest.mark.django_db

ACTIONS = {
    "submit": (actions.submit, {}),
    "return": (actions.return_, {"questions": "Wanneer?"}),
    "publish": (actions.publish, {}),
    "archive": (actions.archive, {}),
}
ALLOWED = {
    ("draft", "submit"): "submitted",
    ("draft", "publish"): "published",
    ("submitted", "return"): "returned",
    ("submitted", "publish"): "published",
    ("returned", "submit"): "submitted",
    ("published", "archive"): "archived",
    ("archived", "publish"): "published",
}
REFUSED = [
    (state, name)
    for state in Publication.values
    for name in ACTIONS
    if (state, name) not in ALLOWED
]


@pytest.fixture
def run(django_capture_on_commit_callbacks, settings):
    """Run an action as if its transaction had ended, so that its mails go out."""
    settings.STAFF_EMAIL = "desk@vng.example"

    def act(name, practice, by, **given):
        action, needed = ACTIONS[name]
        with django_capture_on_commit_callbacks(execute=True):
            return action(practice=practice, by=by, **{**needed, **given})

    return act


@pytest.mark.parametrize(("state", "name"), ALLOWED)
def test_allowed_move_is_stamped_and_written_down(run, state, name):
    practice, colleague = PracticeFactory(ready=True, publication=state), UserFactory()
    run(name, practice, colleague)
    practice.refresh_from_db()
    assert (practice.publication, practice.moved_by) == (ALLOWED[state, name], colleague)
    move = practice.moves.get()
    assert (move.from_state, move.to_state) == (state, ALLOWED[state, name])
    assert (move.moved_by, move.moved_at) == (colleague, practice.moved_at)


@pytest.mark.parametrize(("state", "name"), REFUSED)
def test_move_that_is_not_allowed_changes_nothing_and_mails_nobody(run, mailoutbox, state, name):
    practice = PracticeFactory(ready=True, publication=state)
    with pytest.raises(ValidationError) as error:
        run(name, practice, UserFactory())
    practice.refresh_from_db()
    assert error.value.code == "move"
    assert (practice.publication, practice.moved_by) == (state, None)
    assert not PracticeMove.objects.exists()
    assert mailoutbox == []


def test_second_of_two_colleagues_sees_that_it_was_moved_already(run):
    practice = PracticeFactory(ready=True, publication="submitted")
    stale = type(practice).objects.get(pk=practice.pk)
    run("return", practice, UserFactory())
    with pytest.raises(ValidationError) as error:
        run("publish", stale, UserFactory())
    assert error.value.code == "move"


@pytest.mark.parametrize("name", ["submit", "publish"])
def test_incomplete_practice_is_refused_with_all_reasons_at_once(run, name):
    practice = PracticeFactory(
        draft=True,
        is_anonymous=True,
        title_nl="Utrecht begon",
        authority=LocalAuthorityFactory(name="Utrecht"),
    )
    with pytest.raises(ValidationError) as error:
        run(name, practice, UserFactory())
    assert error.value.messages == [
        "De aanpak ontbreekt.",
        "De uitdaging ontbreekt.",
        "Wat u anders zou doen ontbreekt.",
        "Kies minstens één thema.",
        "Een praktijkvoorbeeld laat resultaat zien: voeg minstens één bewijs toe.",
        "De praktijk mag niemand noemen, maar in de tekst of het adres staat “Utrecht”.",
    ]
    practice.refresh_from_db()
    assert practice.publication == "draft"


def test_imported_practice_is_published_with_what_its_source_tells(run):
    practice = PracticeFactory(draft=True, imported=True)
    assert run("publish", practice, UserFactory()).publication == "published"


@pytest.mark.parametrize("questions", ["", " \n"])
def test_return_without_a_question_is_refused(run, questions):
    practice = PracticeFactory(ready=True, publication="submitted")
    with pytest.raises(ValidationError) as error:
        run("return", practice, UserFactory(), questions=questions)
    assert error.value.messages == ["Zeg wat de schrijver moet beantwoorden of veranderen."]


def test_questions_are_kept_with_the_return_and_stand_in_the_next_submission(run, mailoutbox):
    author = UserFactory()
    practice = PracticeFactory(ready=True, draft=True, created_by=author)
    run("submit", practice, author)
    run("return", practice, UserFactory(), questions=" Wat kostte het? ")
    run("submit", practice, author)
    assert list(practice.moves.values_list("to_state", "message")) == [
        ("submitted", ""),
        ("returned", "Wat kostte het?"),
        ("submitted", ""),
    ]
    assert ["Wat kostte het?" in mail.body for mail in mailoutbox] == [False, True, True]


def received(letters):
    return [(to, letter["Subject"]) for to, letter in letters]


def text_of(letter, kind):
    return letter.get_body((kind,)).get_content()


@pytest.mark.parametrize(
    ("state", "name", "subject", "words"),
    [
        ("submitted", "return", "Vragen over uw praktijk: Sluis & kade", "Wat kostte het & wie?"),
        ("submitted", "publish", "Uw praktijk is gepubliceerd: Sluis & kade", "Dank u wel"),
        ("published", "archive", "Uw praktijk is gearchiveerd: Sluis & kade", "Er is niets weg."),
    ],
)
def test_author_receives_what_staff_did_in_dutch_as_text_and_html(
    run, letters, state, name, subject, words
):
    author = UserFactory(email="jan@example.org")
    practice = PracticeFactory(
        ready=True, publication=state, title_nl="Sluis & kade", created_by=author
    )
    given = {"questions": "Wat kostte het & wie?"} if name == "return" else {}

    run(name, practice, UserFactory(), **given)

    assert received(letters) == [(["jan@example.org"], subject)]
    (_to, letter), *_none = letters
    assert words in text_of(letter, "plain")
    assert words.replace("&", "&amp;") in text_of(letter, "html")
    assert '<html lang="nl">' in text_of(letter, "html")
    assert letter["Auto-Submitted"] == "auto-generated"


def test_staff_receives_what_was_submitted_with_the_way_to_it(run, letters, settings):
    settings.SITE_URL = "https://portal.example"
    author = UserFactory()
    practice = PracticeFactory(ready=True, draft=True, title_nl="Sluis & kade", created_by=author)
    run("submit", practice, author)
    assert received(letters) == [(["desk@vng.example"], "Praktijk om te beoordelen: Sluis & kade")]
    address = f"https://portal.example/beheer/partnerships/practice/{practice.pk}/change/"
    (_to, letter), *_none = letters
    assert address in text_of(letter, "plain")
    assert f'href="{address}"' in text_of(letter, "html")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("publish", "https://portal.example/praktijk/sluis/"),
        ("return", "https://portal.example/mijn/praktijk/{pk}/"),
    ],
)
def test_author_receives_the_way_to_what_was_published_or_asked(
    run, letters, settings, name, address
):
    settings.SITE_URL = "https://portal.example"
    practice = PracticeFactory(ready=True, publication="submitted", slug="sluis")
    # Staff may read the desk in another language than the mail is in.
    with translation.override("en"):
        run(name, practice, UserFactory())
    (_to, letter), *_none = letters
    address = address.format(pk=practice.pk)
    assert text_of(letter, "plain").splitlines().count(address) == 1
    assert f'href="{address}"' in text_of(letter, "html")


def test_anonymous_author_reads_that_no_name_is_shown(run, letters):
    practice = PracticeFactory(ready=True, publication="submitted", is_anonymous=True)
    run("publish", practice, UserFactory())
    (_to, letter), *_none = letters
    assert "Uw overheid wordt niet genoemd" in text_of(letter, "plain")


def test_text_of_others_becomes_no_markup(run, letters):
    practice = PracticeFactory(ready=True, publication="submitted")
    run("return", practice, UserFactory(), questions="<script>alert(1)</script>")
    (_to, letter), *_none = letters
    assert "<script" not in text_of(letter, "html")


@pytest.mark.parametrize(
    "author", [None, "the one who moves it", "one who left"], ids=lambda one: str(one)
)
def test_nobody_is_mailed_of_an_import_an_own_step_or_after_leaving(run, mailoutbox, author):
    colleague = UserFactory()
    people = {
        None: None,
        "the one who moves it": colleague,
        "one who left": UserFactory(is_active=False),
    }
    practice = PracticeFactory(ready=True, publication="published", created_by=people[author])
    run("archive", practice, colleague)
    assert mailoutbox == []


def test_without_an_address_of_staff_a_submission_mails_nobody(run, mailoutbox, settings):
    settings.STAFF_EMAIL = ""
    practice = PracticeFactory(ready=True, draft=True)
    actions.submit(practice=practice, by=UserFactory())
    assert (practice.publication, mailoutbox) == ("submitted", [])


def test_mail_waits_for_the_end_of_the_transaction(mailoutbox, settings):
    settings.STAFF_EMAIL = "desk@vng.example"
    actions.submit(practice=PracticeFactory(ready=True, draft=True), by=UserFactory())
    assert mailoutbox == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_mail_server_that_is_away_undoes_nothing(settings, caplog):
    settings.STAFF_EMAIL = "desk@vng.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    # Port 1 of this machine: nobody listens there.
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    practice = PracticeFactory(ready=True, draft=True)
    actions.submit(practice=practice, by=UserFactory())
    practice.refresh_from_db()
    assert practice.publication == "submitted"
    assert "ConnectionRefusedError" in caplog.text
