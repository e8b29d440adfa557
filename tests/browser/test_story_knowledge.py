"""The China knowledge provision: needs heard, matched, answered at a meeting, told to everybody."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from partnerships.models import Practice, Question, User
from programmes.models import Event, Need, Survey
from tests.signing_in import PASSWORD

from .acting import act, choose, looked_at, official, signed_in
from .arriving import come_to_desk, faults
from .database import committed

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

PROGRAMME = "China-kennisvoorziening voor decentrale overheden"
SURVEY, MEETING = "Waar zoekt u hulp bij?", "Themabijeenkomst over water en klimaat"
THEME = "Water en klimaatadaptatie"
QUESTION = "Mogen wij een delegatie in het stadhuis filmen?"
ANSWER = "Ja, als u het vooraf meldt en vooraf toestemming vraagt."
PRACTICE = "Samen leren over regenwater in de wijk"
SLIDES = "Presentatie over regenwater"
REPORT = "Vijf overheden vergeleken hoe zij regenwater opvangen."
STORY = {
    "Titel": PRACTICE,
    "Het geheel in één zin": "Twee steden vergeleken hun regenpleinen en namen elkaars fouten weg.",
    "De uitdaging": "Bij zware buien liep de wijk onder water.",
    "Wat u deed": "Wij legden een regenplein aan, met tekeningen van de partnerstad.",
    "Wat ervan kwam": "Het plein houdt een bui van een uur vast.",
    "Wat u anders zou doen": "Eerder met de buurt praten.",
}


def write_survey(desk):
    """Write a survey with one question about themes, put it to who has a tie, and open it."""
    page, today = desk.page, timezone.localdate()
    page.goto("/beheer/programmes/survey/add/")
    page.locator("#id_title_nl").fill(SURVEY)
    page.locator("#id_slug").fill("waar-zoekt-u-hulp-bij")
    page.locator("#id_year").fill(str(today.year))
    page.locator("#id_purpose_nl").fill("Wij willen weten waarover u meer wilt weten.")
    page.locator("#id_privacy_nl").fill("VNG International leest de antwoorden.")
    for name, day in (("opens", today), ("closes", today + dt.timedelta(days=30))):
        page.locator(f"#id_{name}_at_0").fill(day.isoformat())
        page.locator(f"#id_{name}_at_1").fill("00:00")
    choose(page, "programme", PROGRAMME)
    page.locator("#questions-group .add-row a").click()
    page.locator("#id_questions-0-kind").select_option("theme")
    filled = {"position": "1", "code": "thema", "text_nl": "Over welke thema’s wilt u meer weten?"}
    for name, text in filled.items():
        page.locator(f"#id_questions-0-{name}").fill(text)
    page.locator("#id_questions-0-is_need").check()
    desk.follow(page.locator("input[name=_save]"))
    desk.follow(page.locator("#result_list").get_by_role("link", name=SURVEY))
    desk.follow(page.get_by_role("button", name="Leg voor aan alle overheden met een samenwerking"))
    desk.follow(page.locator(".submit-row input.default"))
    survey = Survey.objects.get(title_nl=SURVEY)
    asked = survey.targets.count()
    told = f"“{SURVEY}” is aan nog {asked} overheden voorgelegd."
    expect(page.locator(".messagelist")).to_have_text(told)
    assert set(survey.targets.values_list("slug", flat=True)) >= {"rotterdam", "almere"}
    act(desk, "programmes/survey", "open", SURVEY)


def answer(window):
    """Say in the workspace what the authority looks for."""
    page = window.page
    expect(page.locator("main")).to_contain_text(SURVEY)
    window.follow(page.locator(".side-nav").get_by_role("link", name="Behoefteonderzoek"))
    window.follow(page.get_by_role("button", name="Begin"))
    page.get_by_label("Ook getoond aan andere overheden").check()
    page.get_by_label(THEME, exact=True).check()
    window.follow(page.get_by_role("button", name="Bewaar en ga verder"))
    window.follow(page.get_by_role("button", name="Indienen", exact=True))


def needs_of(window):
    window.page.goto(reverse("my-needs"))
    return window.page.locator(".row", has_text=THEME)


def call_meeting(desk):
    """Make a meeting of the programme about the theme, and announce it."""
    page, day = desk.page, timezone.localdate() + dt.timedelta(days=3)
    page.goto("/beheer/programmes/event/add/")
    page.locator("#id_title_nl").fill(MEETING)
    page.locator("#id_slug").fill("themabijeenkomst-water")
    page.locator("#id_kind").select_option("theme_meeting")
    page.locator("#id_audience").select_option("authorities")
    choose(page, "programme", PROGRAMME)
    choose(page, "themes", THEME)
    page.locator("#id_venue").fill("VNG, Nassaulaan 12, Den Haag")
    for name, hour in (("starts", "13:00"), ("ends", "16:00")):
        page.locator(f"#id_{name}_at_0").fill(day.isoformat())
        page.locator(f"#id_{name}_at_1").fill(hour)
    desk.follow(page.locator("input[name=_save]"))
    act(desk, "programmes/event", "publish", MEETING)


def come(window):
    page = window.page
    window.follow(page.locator(".side-nav").get_by_role("link", name="Agenda"))
    window.follow(page.get_by_role("link", name=MEETING))
    window.follow(page.get_by_role("button", name="Aanmelden", exact=True))
    expect(page.get_by_text("U hebt een plaats.", exact=True)).to_be_visible()
    looked_at(page, "story-knowledge-meeting")


def report(desk):
    """Write what the meeting brought, and say that the need is answered."""
    page = desk.page
    page.goto("/beheer/programmes/event/")
    desk.follow(page.locator("#result_list").get_by_role("link", name=MEETING))
    page.locator("#id_report_nl").fill(REPORT)
    page.locator("#documents-group .add-row a").click()
    page.locator("#id_documents-0-title").fill(SLIDES)
    page.locator("#id_documents-0-url").fill("https://example.org/regenwater.pdf")
    desk.follow(page.locator("input[name=_save]"))
    page.goto("/beheer/programmes/need/")
    desk.follow(page.locator("#result_list tr", has_text="Rotterdam").get_by_role("link").first)
    page.locator("#id_state").select_option("answered")
    desk.follow(page.locator("input[name=_save]"))


def ask(window):
    page = window.page
    window.follow(page.locator(".side-nav").get_by_role("link", name="Vragen"))
    window.follow(page.get_by_role("link", name="Stel een vraag"))
    page.get_by_label("Onderwerp").fill(QUESTION)
    page.get_by_label("Uw vraag").fill("De delegatie komt in het voorjaar.")
    window.follow(page.get_by_role("button", name="Verstuur de vraag"))


def answer_question(desk, liaison):
    """Share a question with national government, which answers it."""
    page = desk.page
    act(desk, "partnerships/question", "share", QUESTION)
    page = liaison.page
    page.goto(reverse("my-questions"))
    liaison.follow(page.get_by_role("link", name=QUESTION))
    page.get_by_label("Uw bericht").fill(ANSWER)
    liaison.follow(page.get_by_role("button", name="Verstuur het bericht"))


def publish_answer(desk):
    """Let everybody read the answer, without who asked."""
    page = desk.page
    page.goto("/beheer/partnerships/faqentry/add/")
    page.locator("#id_title_nl").fill("Mag een delegatie gefilmd worden?")
    page.locator("#id_slug").fill("mag-een-delegatie-gefilmd-worden")
    page.locator("#id_answer_nl").fill(ANSWER)
    desk.follow(page.locator("input[name=_save]"))
    act(desk, "partnerships/faqentry", "publish", "Mag een delegatie gefilmd worden?")


def tell(window):
    """Tell what was learned, and hand it in."""
    page = window.page
    window.follow(page.locator(".side-nav").get_by_role("link", name="Praktijk"))
    window.follow(page.get_by_role("link", name="Vertel een praktijkvoorbeeld"))
    page.get_by_label("Geleerde les").check()
    for label, text in STORY.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label(THEME, exact=True).check()
    window.follow(page.get_by_role("button", name="Indienen", exact=True))


@pytest.fixture
def government(site):
    """Somebody who speaks for national government."""

    def come():
        user = User.objects.create_user("rijk@example.org", PASSWORD, name="Contactpunt Rijk")
        user.is_liaison = True
        user.save()
        return user

    return committed(come)


def test_needs_are_heard_matched_answered_and_told_to_everybody(visit, desk, government):
    office, reader = visit(), visit()
    colleague = official("rotterdam", "coordinator")
    write_survey(desk)
    signed_in(office, colleague)
    answer(office)
    act(desk, "programmes/survey", "close", SURVEY)
    act(desk, "programmes/survey", "derive", SURVEY, asks=False)
    call_meeting(desk)
    act(desk, "programmes/need", "match", asks=False)
    need = needs_of(office)
    expect(need).to_contain_text("gekoppeld")
    # A practice of another authority from the register itself.
    expect(need.get_by_role("link").first).to_be_visible()
    looked_at(office.page, "story-knowledge-needs")
    come(office)

    with time_machine.travel(Event.objects.get(title_nl=MEETING).ends_at + dt.timedelta(days=1)):
        come_to_desk(desk)
        report(desk)
        signed_in(office, colleague)
        expect(needs_of(office)).to_contain_text("beantwoord")
        office.page.goto(reverse("my-event", args=[Event.objects.get(title_nl=MEETING).slug]))
        expect(office.page.get_by_role("link", name=SLIDES)).to_be_visible()
        expect(office.page.get_by_text(REPORT)).to_be_visible()
        ask(office)
        liaison = signed_in(visit(), government)
        answer_question(desk, liaison)
        publish_answer(desk)
        tell(office)
        act(desk, "partnerships/practice", "publish", PRACTICE)
        reader.page.goto(f"{reverse('practices')}?q=regenwater")
        reader.follow(reader.page.locator("main").get_by_role("link", name=PRACTICE))
        expect(reader.page.get_by_text("Eerder met de buurt praten.")).to_be_visible()
        looked_at(reader.page, "story-knowledge-practice")
        reader.page.goto(reverse("faq"))
        expect(reader.page.locator("main")).to_contain_text("Mag een delegatie gefilmd worden?")
    assert Practice.objects.get(title_nl=PRACTICE).publication == "published"
    assert Question.objects.get(subject=QUESTION).is_shared
    assert set(Need.objects.values_list("authority__slug", "state")) == {("rotterdam", "answered")}
    assert faults(office) == faults(liaison) == reader.faults() == []
