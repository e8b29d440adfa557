"""A survey from the desk to the public: written, opened, answered, closed, read in groups."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from partnerships.models import LocalAuthority
from programmes.models import Survey, SurveyAnswer
from tests.factories.accounts import MembershipFactory
from tests.factories.surveys import SurveyAnswerFactory, SurveyResponseFactory

from .acting import act
from .checks import SHOTS, axe_violations, faults_of_page
from .database import committed

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

TITLE = "Wat hebt u nodig?"
TEXTS = {
    "#id_title_nl": TITLE,
    "#id_slug": "wat-hebt-u-nodig",
    "#id_year": "2026",
    "#id_purpose_nl": "Wij willen weten wat u nodig hebt.",
    "#id_privacy_nl": "VNG International leest de antwoorden.",
    "#id_opens_at_0": "2026-01-05",
    "#id_opens_at_1": "09:00",
    "#id_closes_at_0": "2099-01-05",
    "#id_closes_at_1": "09:00",
}
QUESTIONS = (
    {"position": "1", "code": "kennis", "text_nl": "Zoekt u kennis?"},
    {
        "position": "2",
        "code": "vorm",
        "text_nl": "In welke vorm?",
        "choices": "les | Een les\nbezoek | Een bezoek",
        "shown_when": "kennis",
        "shown_for": "yes",
    },
)
KINDS = ("yes_no", "choice")
SURVEYS = "programmes/survey"


@pytest.fixture
def official(site):
    """Somebody who keeps the record of Urk, and the cookie of this person's session."""

    def come():
        member = MembershipFactory(authority=LocalAuthority.objects.get(slug="urk"))
        client = Client()
        client.force_login(member.user)
        return member, client.cookies[settings.SESSION_COOKIE_NAME].value

    return committed(come)


def answered_by_five():
    """Let five other authorities look for knowledge by a lesson, and allow it to be counted."""
    survey = Survey.objects.get(title_nl=TITLE)
    first, second = survey.questions.all()
    for authority in LocalAuthority.objects.exclude(slug="urk").order_by("pk")[:5]:
        response = SurveyResponseFactory(survey=survey, authority=authority, handed_in=True)
        SurveyAnswerFactory(response=response, question=first, value="yes")
        SurveyAnswerFactory(response=response, question=second, value="les")


def write_survey(desk):
    page = desk.page
    page.goto("/beheer/programmes/survey/add/")
    for control, text in TEXTS.items():
        page.locator(control).fill(text)
    page.locator("#id_targets_from option", has_text="Urk").first.dblclick()
    for at, (question, kind) in enumerate(zip(QUESTIONS, KINDS, strict=True)):
        page.locator("#questions-group .add-row a").click()
        page.locator(f"#id_questions-{at}-kind").select_option(kind)
        for name, text in question.items():
            page.locator(f"#id_questions-{at}-{name}").fill(text)
    desk.follow(page.locator("input[name=_save]"))
    expect(page.locator(".messagelist")).to_contain_text(TITLE)


def fill_in(window):
    """Answer as Urk: knowledge by a visit, counted without name."""
    page = window.page
    page.goto("/mijn/behoefteonderzoek/")
    page.screenshot(path=SHOTS / "my-surveys.png", full_page=True)
    window.follow(page.get_by_role("button", name="Begin"))
    page.set_default_timeout(8_000)
    page.get_by_label("Meegeteld in cijfers, zonder onze naam").check()
    page.get_by_label("Ja", exact=True).check()
    expect(page.locator("[data-saved]")).to_contain_text("Bewaard om")
    window.follow(page.get_by_role("button", name="Bewaar en ga verder"))
    page.get_by_label("Een bezoek").check()
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=SHOTS / f"my-survey-{width}.png", full_page=True)
    assert faults_of_page(page, "nl") == []
    assert axe_violations(page) == []
    window.follow(page.get_by_role("button", name="Bewaar en ga verder"))
    expect(page.locator("dl.facts")).to_contain_text("Een bezoek")
    page.screenshot(path=SHOTS / "my-survey-review.png", full_page=True)
    window.follow(page.get_by_role("button", name="Indienen", exact=True))


def test_survey_goes_from_the_desk_to_figures_in_groups_of_five(visit, desk, official):
    member, cookie = official
    write_survey(desk)
    desk.page.screenshot(path=SHOTS / "survey-written.png", full_page=True)
    act(desk, SURVEYS, "open", TITLE)
    desk.page.screenshot(path=SHOTS / "survey-opened.png", full_page=True)
    committed(answered_by_five)

    window = visit()
    session = {"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": window.site}
    window.context.add_cookies([session])
    fill_in(window)
    own = SurveyAnswer.objects.filter(response__authority=member.authority)
    assert set(own.values_list("value", flat=True)) == {"yes", "bezoek"}

    visitor = visit()
    survey = Survey.objects.get(title_nl=TITLE)
    address = survey.get_absolute_url()
    visitor.page.goto(address)
    expect(visitor.page.get_by_text("nadat het onderzoek gesloten is")).to_be_visible()
    act(desk, SURVEYS, "close", TITLE)

    desk.page.goto(f"/beheer/programmes/survey/{survey.pk}/results/")
    told = desk.page.locator("#content")
    expect(told).to_contain_text("Een bezoek")
    expect(told.locator("tr", has_text="Een bezoek").locator("td")).to_have_text("1")
    desk.page.screenshot(path=SHOTS / "survey-results.png", full_page=True)

    # The pages may be kept by a browser for a minute.
    fresh = visit()
    fresh.page.goto(address)
    expect(fresh.page.locator("#kennis")).to_contain_text("6 overheden hebben geantwoord.")
    expect(fresh.page.locator("#kennis img")).to_be_visible()
    expect(fresh.page.locator("#vorm")).to_contain_text("Te weinig overheden")
    assert faults_of_page(fresh.page, "nl") == []
    assert axe_violations(fresh.page) == []
    for width in (1280, 375):
        fresh.page.set_viewport_size({"width": width, "height": 800})
        fresh.page.screenshot(path=SHOTS / f"survey-{width}.png", full_page=True)
    assert fresh.faults() == []
