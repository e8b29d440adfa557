"""Every kind of mail of meetings, calls and surveys, as a real mail server receives it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test.signals import template_rendered
from django.utils import translation

from tests.partnerships.calendar_reading import attached, only, read

from .mails import CLOCKS, MEETINGS, PAGES, READER, SITE, TITLES
from .official_mails import DESK, OFFICIALS

ROOT = Path(settings.BASE_DIR)
LANGUAGES = dict(settings.LANGUAGES)
# The database sends mails when a transaction is through.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rendered():
    """The names of the templates that are rendered while the test runs."""
    names = set()

    def note(sender, template, **kwargs):
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def test_every_mail_of_programmes_is_sent_here():
    named = set()
    for path in (ROOT / "programmes").rglob("*.py"):
        named |= set(re.findall(r'"(emails/[\w/]+\.txt)"', path.read_text(encoding="utf-8")))
    folders = {(ROOT / "templates" / name).parent for name in named}
    lying = {
        path.relative_to(ROOT / "templates").as_posix()
        for folder in folders
        for path in folder.glob("[!_]*.txt")
    }
    assert lying == named, "A mail that nobody sends, or one without a template."
    assert {*MEETINGS, *(kind.template for kind in OFFICIALS)} == named, "Add it to the tables."
    assert all(set(kind.words) == set(LANGUAGES) for kind in MEETINGS.values())


def texts(letter):
    return [letter.get_body((kind,)).get_content() for kind in ("plain", "html")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", MEETINGS)
def test_mail_about_a_meeting_speaks_the_language_of_its_reader(
    template, language, letters, rendered
):
    kind = MEETINGS[template]
    kind.act(language)
    receivers, letter = letters[-1]
    assert receivers == [READER]
    assert template in rendered
    subject, sentence = kind.words[language]
    assert letter["Subject"] == f"{subject}{TITLES[language]}"
    plain, html = texts(letter)
    for text in (plain, html):
        assert sentence in text
        assert all(line in text for line in CLOCKS[language])
        assert f"{SITE}{PAGES[language]}" in text
        others = [kind.words[one][1] for one in LANGUAGES if one != language]
        assert [one for one in others if one in text] == []
    assert f'<html lang="{language}">' in html
    files = attached(letter)
    assert [one[:2] for one in files] == [("text/calendar", kind.method)] * bool(kind.method)
    for _type, method, content in files:
        meeting = only(content)
        assert read(content).method.value == method
        assert meeting.summary.value == TITLES[language]
        assert meeting.location.value == "Waterhuis, 水街 3"
        assert meeting.url.value == f"{SITE}{PAGES[language]}"
        assert f"{meeting.dtstart.value:%Y-%m-%d %H:%M %z}" == "2031-07-03 15:00 +0800"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kind", OFFICIALS, ids=lambda kind: f"{Path(kind.template).stem}-{kind.act.__name__}"
)
def test_mail_to_officials_and_staff_is_dutch_whoever_does_it(
    kind, language, letters, rendered, settings
):
    settings.STAFF_EMAIL, settings.SITE_URL = DESK, SITE
    with translation.override(language):
        kind.act()
    [letter] = [one for [to], one in letters if to == kind.reader]
    assert kind.template in rendered
    assert letter["Subject"] == kind.subject
    plain, html = texts(letter)
    for text in (plain, html):
        assert [words for words in kind.words if words not in text] == []
    assert '<html lang="nl">' in html
    assert attached(letter) == []
