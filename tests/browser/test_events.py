"""A visitor finds a meeting, registers, gets the mail and cancels; who waits gets the place."""

import re

import pytest
from playwright.sync_api import expect

from programmes.models import Event, Registration
from tests.factories.events import EventFactory, RegistrationFactory

from .test_confirmations import committed

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]
TITLE = "Ronde tafel over stedelijk water"


@pytest.fixture
def event(site):
    """A meeting with one place that nobody has yet."""
    planted = committed(
        lambda: EventFactory(title_nl=TITLE, slug="ronde-tafel-water", capacity=1, kind="webinar")
    )
    yield planted
    committed(lambda: Registration.objects.filter(event=planted).delete())
    committed(lambda: Event.objects.filter(pk=planted.pk).delete())


def states(event):
    return [one.state for one in Registration.objects.filter(event=event).order_by("number")]


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_visitor_registers_and_cancels_and_the_next_gets_the_place(
    visit, event, letters, has_script
):
    window = visit(375, java_script_enabled=has_script)
    page = window.page
    page.goto("/agenda/")
    window.follow(page.get_by_role("link", name=TITLE))
    page.get_by_label("Uw naam").fill("Anna de Vries")
    page.get_by_label("Uw e-mailadres").fill("anna@example.org")
    page.get_by_role("checkbox").check()
    window.follow(page.get_by_role("button", name="Aanmelden", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mailbox")
    [(receivers, letter)] = letters
    assert receivers == ["anna@example.org"]
    assert letter["Subject"] == f"U hebt een plaats: {TITLE}"

    committed(lambda: RegistrationFactory(event=event, number=2, state="waiting"))
    assert states(event) == ["placed", "waiting"]
    link = re.search(r"http\S+/aanmelding/\S+", letter.get_body(("plain",)).get_content())[0]
    page.goto(link)
    window.follow(page.get_by_role("button", name="Mij afmelden"))
    expect(page.get_by_text("U bent niet meer aangemeld.")).to_be_visible()
    assert states(event) == ["cancelled", "placed"]
    subjects = [one["Subject"] for _to, one in letters[1:]]
    assert subjects == [
        f"Niet meer aangemeld: {TITLE}",
        f"Er is een plaats voor u vrijgekomen: {TITLE}",
    ]
    assert window.faults() == []
