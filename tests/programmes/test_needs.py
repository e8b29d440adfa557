"""From answers to needs, to practices and peers that may help, and who reads of them."""

import datetime as dt
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from programmes.actions.needs import derive_needs, match_needs
from programmes.actions.surveys import close_survey, open_survey, remove_answers
from programmes.models import Need, NeedMatch, SurveyResponse
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import (
    LocalAuthorityFactory,
    PracticeFactory,
    PracticeThemeFactory,
    ThemeFactory,
    UserFactory,
)
from tests.factories.surveys import (
    NeedFactory,
    NeedMatchFactory,
    SurveyFactory,
    SurveyQuestionFactory,
)
from tests.programmes.answering import answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def water():
    return ThemeFactory(slug="water", name_nl="Water")


def told():
    return list(Need.objects.order_by("pk").values_list("text", "theme__slug", "consent", "state"))


def test_each_theme_that_was_answered_is_a_need(water):
    ThemeFactory(slug="haven", name_nl="Haven")
    survey = answered({("water", "haven"): 1}, kind="theme", is_need=True, consent="named")
    assert derive_needs(survey=survey) == 2
    assert told() == [
        ("Water", "water", "named", "heard"),
        ("Haven", "haven", "named", "heard"),
    ]


def test_text_and_choice_are_needs_with_the_theme_of_the_question(water):
    needed = {"is_need": True, "need_theme": water}
    survey = answered({"Een partner": 1}, kind="text", **needed)
    options = "les | Les\ngeld | Geld"
    answered({("les", "geld"): 1}, survey=survey, kind="several", choices=options, **needed)
    answered({"yes": 1}, survey=survey, text_nl="Hulp bij een bezoek?", **needed)
    answered({"no": 1}, survey=survey, text_nl="Geen hulp?", **needed)
    answered({"Niets": 1}, survey=survey, kind="text", is_need=False)
    derive_needs(survey=survey)
    assert [text for text, *_rest in told()] == [
        "Een partner",
        "Les",
        "Geld",
        "Hulp bij een bezoek?",
    ]
    assert {slug for _text, slug, *_rest in told()} == {"water"}


def test_deriving_twice_makes_nothing_twice_and_keeps_what_became_of_it():
    survey = answered({"Een partner": 2}, kind="text", is_need=True)
    derive_needs(survey=survey)
    Need.objects.filter(pk=Need.objects.first().pk).update(state="answered")
    assert derive_needs(survey=survey) == 2
    assert sorted(state for *_rest, state in told()) == ["answered", "heard"]


def test_need_goes_when_its_answer_is_no_longer_one():
    survey = answered({"Een partner": 1}, kind="text", is_need=True)
    derive_needs(survey=survey)
    SurveyResponse.objects.update(state="draft", submitted_at=None, submitted_by=None)
    assert derive_needs(survey=survey) == 0
    assert told() == []


def test_needs_wait_until_the_survey_has_closed():
    survey = answered({"Een partner": 1}, kind="text", is_need=True, survey=SurveyFactory())
    with pytest.raises(ValidationError, match="tot het onderzoek sluit"):
        derive_needs(survey=survey)
    assert told() == []


def test_need_is_matched_to_public_practices_of_others_by_main_theme(water):
    need = NeedFactory(theme=water)
    found = PracticeFactory()
    own = PracticeFactory(authority=need.authority)
    hidden = PracticeFactory(publication="draft")
    for practice in (found, own, hidden):
        PracticeThemeFactory(practice=practice, theme=water, rank=1)
    PracticeThemeFactory(practice=PracticeFactory(), theme=ThemeFactory(), rank=1)
    staff = UserFactory()
    assert match_needs(needs=Need.objects.all(), by=staff) == 1
    assert match_needs(needs=Need.objects.all(), by=staff) == 0
    match = NeedMatch.objects.get()
    assert (match.practice, match.reason, match.by) == (found, "same_theme", staff)
    need.refresh_from_db()
    assert need.state == "matched"


def needs_of(theme, *, named, unnamed):
    survey = SurveyFactory(closed=True)
    for consent, number in (("named", named), ("aggregate", unnamed)):
        for _one in range(number):
            NeedFactory(theme=theme, survey=survey, consent=consent)
    return survey


@pytest.mark.parametrize(
    ("named", "unnamed", "peers"),
    [(2, 0, {1}), (2, 4, set()), (2, 5, {1, 2}), (0, 6, set())],
)
def test_peer_is_named_if_it_agreed_and_nobody_stays_behind_alone(water, named, unnamed, peers):
    needs_of(water, named=named, unnamed=unnamed)
    match_needs(needs=Need.objects.all())
    assert {
        need.matches.count() for need in Need.objects.filter(matches__peer__isnull=False)
    } == peers
    agreed = set(Need.objects.named().values_list("authority", flat=True))
    assert set(NeedMatch.objects.values_list("peer", flat=True)) <= agreed


def test_peer_that_no_longer_agrees_is_taken_away(water):
    needs_of(water, named=2, unnamed=0)
    match_needs(needs=Need.objects.all())
    assert NeedMatch.objects.count() == 2
    Need.objects.update(consent="aggregate")
    match_needs(needs=Need.objects.all())
    assert NeedMatch.objects.count() == 0


def expert_in(theme, **values):
    authority = LocalAuthorityFactory(**values)
    authority.expertise_themes.add(theme)
    return authority


def found_for(need):
    return list(need.matches.order_by("peer").values_list("peer", "reason", "by"))


def test_authority_with_expertise_on_the_theme_is_a_peer_and_never_of_itself(water):
    expert, own = expert_in(water), expert_in(water)
    expert_in(ThemeFactory())
    expert_in(water, valid_until=timezone.localdate())
    LocalAuthorityFactory().interests.add(water)
    need = NeedFactory(theme=water, authority=own)
    assert match_needs(needs=Need.objects.all(), by=UserFactory()) == 1
    assert match_needs(needs=Need.objects.all()) == 0
    assert found_for(need) == [(expert.pk, "expertise", None)]
    need.refresh_from_db()
    assert need.state == "matched"


def test_need_without_theme_finds_no_expert(water):
    expert_in(water)
    need = NeedFactory(theme=None)
    assert match_needs(needs=Need.objects.all()) == 0
    assert found_for(need) == []


def test_expert_goes_when_it_offers_nothing_more_and_what_a_colleague_found_stays(water):
    expert, need, staff = expert_in(water), NeedFactory(theme=water), UserFactory()
    by_hand = NeedMatchFactory(need=need, reason="expertise", by=staff)
    match_needs(needs=Need.objects.all())
    assert [reason for _peer, reason, _by in found_for(need)] == ["expertise", "expertise"]
    expert.expertise_themes.clear()
    match_needs(needs=Need.objects.all())
    assert found_for(need) == [(by_hand.peer_id, "expertise", staff.pk)]


def test_expert_with_the_same_need_is_found_once_by_its_expertise_while_it_offers_it(water):
    needs_of(water, named=2, unnamed=0)
    need, other = Need.objects.order_by("pk")
    other.authority.expertise_themes.add(water)
    match_needs(needs=Need.objects.all())
    assert found_for(need) == [(other.authority_id, "expertise", None)]
    other.authority.expertise_themes.clear()
    match_needs(needs=Need.objects.all())
    assert found_for(need) == [(other.authority_id, "same_need", None)]


def test_experts_of_a_need_are_seen_with_the_reason_and_the_way_to_what_they_know(
    official_client, membership, water
):
    expert = expert_in(water, name="Urk")
    NeedFactory(theme=water, authority=membership.authority)
    match_needs(needs=Need.objects.all())
    text = official_client.get(reverse("my-needs")).text
    assert f'<a href="{reverse("my-authority", args=[expert.slug])}">Urk</a>' in text
    assert "Deze overheid heeft hier kennis van." in text


def test_official_sees_the_own_needs_with_what_may_help(official_client, membership, water):
    need = NeedFactory(authority=membership.authority, theme=water, text="Dijken")
    practice = PracticeFactory(title_nl="Polder in Wuhan")
    NeedMatchFactory(need=need, practice=practice, peer=None, reason="same_theme")
    gone = PracticeFactory(title_nl="Verdwenen", publication="archived")
    NeedMatchFactory(need=need, practice=gone, peer=None, reason="same_theme")
    peer = LocalAuthorityFactory(name="Urk")
    NeedMatchFactory(need=need, peer=peer)
    NeedFactory(text="Van een ander", consent="named")
    text = official_client.get(reverse("my-needs")).text
    for told_there in ("Dijken", "Gehoord", "Polder in Wuhan", "Urk", "hetzelfde thema"):
        assert told_there.lower() in text.lower()
    assert "Van een ander" not in text
    assert "Verdwenen" not in text


@pytest.mark.parametrize(
    ("consent", "is_seen"),
    [("none", False), ("aggregate", False), ("government", True), ("named", True)],
)
def test_national_government_sees_what_is_shared_with_it(client, consent, is_seen):
    NeedFactory(text="Een partner in Wuhan", consent=consent)
    client.force_login(UserFactory(is_liaison=True))
    assert ("Een partner in Wuhan" in client.get(reverse("my-needs")).text) is is_seen


def test_needs_cost_the_same_for_one_and_three(
    official_client, membership, django_assert_num_queries
):
    NeedMatchFactory(need__authority=membership.authority)
    official_client.get(reverse("my-needs"))
    with django_assert_num_queries(5) as first:
        official_client.get(reverse("my-needs"))
    for _one in range(2):
        NeedMatchFactory(need__authority=membership.authority)
    with django_assert_num_queries(len(first)):
        official_client.get(reverse("my-needs"))


def test_command_derives_and_matches(water):
    answered({("water",): 1}, kind="theme", is_need=True)
    PracticeThemeFactory(practice=PracticeFactory(), theme=water, rank=2)
    out = StringIO()
    call_command("derive_needs", stdout=out)
    assert out.getvalue() == "needs: 1, new matches: 1\n"


def test_answers_go_when_they_were_kept_as_long_as_promised_and_needs_stay():
    survey = answered({"Een partner": 1}, kind="text", is_need=True)
    derive_needs(survey=survey)
    type(survey).objects.update(
        opens_at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
        closes_at=dt.datetime(2024, 1, 31, tzinfo=dt.UTC),
        retention_months=1,
    )
    assert remove_answers(on=dt.date(2024, 2, 29)) == 0
    assert remove_answers(on=dt.date(2024, 3, 1), is_dry_run=True) == 1
    assert SurveyResponse.objects.count() == 1
    assert remove_answers(on=dt.date(2024, 3, 1)) == 1
    assert SurveyResponse.objects.count() == 0
    assert Need.objects.get().answer is None


def test_survey_is_opened_once_there_are_questions_and_authorities(staff):
    survey = SurveyFactory(publication="draft", opens_at=timezone.now() + dt.timedelta(days=1))
    with pytest.raises(ValidationError, match="Voeg eerst vragen toe"):
        open_survey(survey=survey, by=staff)
    SurveyQuestionFactory(survey=survey)
    survey.targets.add(LocalAuthorityFactory())
    open_survey(survey=survey, by=staff)
    survey.refresh_from_db()
    assert survey.is_open(at=timezone.now())
    assert (survey.publication, survey.moved_by) == ("published", staff)
    close_survey(survey=survey)
    with pytest.raises(ValidationError, match="Alleen een open onderzoek"):
        close_survey(survey=survey)


def test_desk_derives_and_matches_by_its_actions(staff_client, water):
    survey = answered({("water",): 1}, kind="theme", is_need=True)
    PracticeThemeFactory(practice=PracticeFactory(), theme=water, rank=1)
    for model, action, record in (("survey", "derive", survey), ("need", "match", None)):
        key = record.pk if record else Need.objects.get().pk
        address = reverse(f"admin:programmes_{model}_changelist")
        staff_client.post(address, {"action": action, "_selected_action": [key]})
    assert NeedMatch.objects.get().need.authority == survey.responses.get().authority


def test_member_of_nothing_has_no_needs_page(client):
    client.force_login(MembershipFactory(ended_at=timezone.now(), ended_by=UserFactory()).user)
    assert client.get(reverse("my-needs")).status_code == 403
