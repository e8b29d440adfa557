"""Staff makes a call, gives it more time, compares the enrolments, scores and decides."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone

from programmes.models import Call, Enrolment, Score
from programmes.models.deadlines import end_of
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import (
    CallFactory,
    CallQuestionFactory,
    CriterionFactory,
    EnrolmentAnswerFactory,
    EnrolmentFactory,
)
from tests.factories.partnerships import LocalAuthorityFactory, ProvinceFactory
from tests.factories.programmes import ProgrammeFactory

pytestmark = pytest.mark.django_db
CALLS = "admin:programmes_call_changelist"
ENROLMENTS = "admin:programmes_enrolment_changelist"


def rows_of(prefix, rows):
    """Return what the form of an inline sends."""
    sent = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for place, row in enumerate(rows):
        sent |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return sent


def act(client, address, action, rows, **more):
    chosen = {"action": action, "_selected_action": [one.pk for one in rows]}
    return client.post(reverse(address), {**chosen, **more}, follow=True)


@pytest.fixture
def sent():
    questions = [{"position": n, "kind": "text", "label_nl": f"Vraag {n}?"} for n in range(1, 9)]
    return {
        "programme": ProgrammeFactory().pk,
        "title_nl": "Ronde een",
        "slug": "ronde-een",
        "first_on": "01-05-2021",
        "last_on": "31-05-2021",
        "kinds": ["municipality"],
        **rows_of("questions", questions),
        **rows_of("criteria", [{"name_nl": "Inzet", "weight": 3}]),
        **rows_of("extensions", []),
    }


def test_staff_makes_a_call_of_eight_questions_with_its_last_day_included(staff_client, sent):
    staff_client.post(reverse("admin:programmes_call_add"), sent)
    call = Call.objects.get()
    assert call.closes_at == dt.datetime.fromisoformat("2021-05-31T22:00:00+00:00")
    assert call.opens_at == dt.datetime.fromisoformat("2021-04-30T22:00:00+00:00")
    assert (call.kinds, call.questions.count(), call.criteria.count()) == (["municipality"], 8, 1)


def test_call_that_closes_before_it_opens_is_refused_in_words(staff_client, sent):
    page = staff_client.post(reverse("admin:programmes_call_add"), sent | {"last_on": "30-04-2021"})
    assert "Een oproep kan niet sluiten voordat hij opent." in page.text
    assert not Call.objects.exists()


def test_deadline_of_a_published_call_moves_by_extension_alone(staff_client, sent):
    staff_client.post(reverse("admin:programmes_call_add"), sent)
    act(staff_client, CALLS, "publish", Call.objects.all(), confirmed="yes")
    call = Call.objects.get()
    assert call.publication == "published"
    address = reverse("admin:programmes_call_change", args=[call.pk])
    changed = sent | rows_of("questions", []) | rows_of("criteria", []) | {"last_on": "01-06-2021"}
    assert "met de actie “Verleng”" in staff_client.post(address, changed).text
    last = timezone.localdate() + dt.timedelta(days=9)
    given = {"confirmed": "yes", "last_on": last.isoformat(), "reason": "Meer tijd gevraagd."}
    act(staff_client, CALLS, "extend", [call], **given)
    call.refresh_from_db()
    assert call.closes_at == end_of(last)
    assert call.extensions.get().reason == "Meer tijd gevraagd."
    assert "Meer tijd gevraagd." in staff_client.get(call.get_absolute_url()).text


def test_call_of_a_programme_that_is_no_page_is_not_published(staff_client):
    call = CallFactory(publication="draft", programme__publication="draft")
    page = act(staff_client, CALLS, "publish", [call], confirmed="yes")
    assert "Publiceer eerst het programma." in page.text
    assert Call.objects.get().publication == "draft"


def test_publishing_shows_first_what_everybody_will_read(staff_client, staff):
    call = CallFactory(
        publication="draft",
        title_nl="Ronde een",
        opens_at=dt.datetime.fromisoformat("2091-05-01T00:00:00+02:00"),
        closes_at=dt.datetime.fromisoformat("2091-06-01T00:00:00+02:00"),
        kinds=["municipality"],
        minimum_population=50_000,
        is_open_to_groups=True,
    )
    CallQuestionFactory(call=call, label_nl="Waarom doet u mee?", is_required=False)
    CriterionFactory(call=call, name_nl="Inzet", weight=3)
    text = act(staff_client, CALLS, "publish", [call]).text
    for told in (
        "Opent: 1 mei 2091 00:00",
        "Sluit: 31 mei 2091",
        "Voor: gemeente",
        "In: het hele land",
        "Minste aantal inwoners: 50.000",
        "Groepen: mogelijk",
        "Waarom doet u mee? (niet verplicht)",
        "Inzet, gewicht 3",
        "De oproep krijgt de status “aangekondigd”.",
    ):
        assert told in text
    call.refresh_from_db()
    assert call.publication == "draft"
    page = act(staff_client, CALLS, "publish", [call], confirmed="yes")
    assert "1 oproep gewijzigd." in page.text
    call.refresh_from_db()
    assert (call.publication, call.moved_by) == ("published", staff)


def test_call_without_questions_and_criteria_is_said_to_have_none(staff_client):
    text = act(staff_client, CALLS, "publish", [CallFactory(publication="draft")]).text
    assert "Er wordt niets gevraagd behalve wie zich aanmeldt en met wie." in text
    assert "Er is geen criterium opgegeven." in text


@pytest.mark.parametrize("number", [1, 3])
def test_asking_costs_the_same_for_one_call_and_for_three(
    staff_client, number, django_assert_num_queries
):
    calls = CallFactory.create_batch(number, publication="draft")
    for call in calls:
        for _row in range(number):
            CallQuestionFactory(call=call)
            CriterionFactory(call=call)
        call.provinces.set(ProvinceFactory.create_batch(number))
    act(staff_client, CALLS, "publish", calls)
    with django_assert_num_queries(10):
        act(staff_client, CALLS, "publish", calls)


@pytest.fixture
def compared():
    """Two enrolments in a call with a question and two criteria, and a draft."""
    call = CallFactory(slug="ronde-een")
    question = CallQuestionFactory(call=call, label_nl="Waarom?")
    CriterionFactory(call=call, name_nl="Inzet", weight=3)
    CriterionFactory(call=call, name_nl="Ervaring")
    for name, text in (("Delft", "Om te leren"), ("Goes", "=1+1")):
        row = EnrolmentFactory(
            call=call, authority=LocalAuthorityFactory(name=name), submitted=True
        )
        EnrolmentAnswerFactory(enrolment=row, question=question, value=text)
    EnrolmentFactory(call=call, authority=LocalAuthorityFactory(name="Nergens"))
    return call


def test_enrolments_stand_side_by_side_with_points_and_weighted_total(staff_client, compared):
    address = reverse("admin:programmes_call_assess", args=[compared.pk])
    first = Enrolment.objects.get(authority__name="Delft")
    names = [f"points-{first.pk}-{one.pk}" for one in compared.criteria.all()]
    page = staff_client.post(address, {names[0]: "8", names[1]: "4"}, follow=True)
    assert [name in page.text for name in ("Delft", "Goes", "Om te leren")] == [True] * 3
    assert "Nergens" not in page.text
    assert "<strong>7,00</strong>" in page.text
    assert "<strong>niet compleet</strong>" in page.text
    refused = staff_client.post(address, {names[0]: "11", names[1]: ""})
    assert "0 tot en met 10" in refused.text
    assert 'value="11"' in refused.text
    assert Score.objects.count() == 2
    staff_client.post(address, {names[1]: ""})
    assert Score.objects.count() == 1


def test_file_holds_one_line_for_each_enrolment_and_no_formula(staff_client, compared):
    answer = staff_client.get(reverse("admin:programmes_call_csv", args=[compared.pk]))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert "Waarom?,Inzet,Ervaring,total" in lines[0]
    assert len(lines) == 3
    assert "'=1+1" in lines[2]


@pytest.mark.parametrize("name", ["assess", "csv"])
def test_officials_do_not_see_what_is_compared(official_client, compared, name):
    address = reverse(f"admin:programmes_call_{name}", args=[compared.pk])
    assert official_client.get(address).status_code in (302, 403)


def test_desk_with_three_enrolments_costs_as_much_as_with_one(
    staff_client, django_assert_max_num_queries
):
    call = CallFactory()
    CallQuestionFactory(call=call)
    address = reverse("admin:programmes_call_assess", args=[call.pk])
    EnrolmentFactory(call=call, submitted=True)
    staff_client.get(address)
    with django_assert_max_num_queries(16) as one:
        staff_client.get(address)
    for _number in range(2):
        EnrolmentFactory(call=call, submitted=True)
    with django_assert_max_num_queries(len(one)):
        staff_client.get(address)


@pytest.mark.parametrize(
    ("action", "field", "state"),
    [
        ("mark_eligible", "", "eligible"),
        ("return_", "questions", "returned"),
        ("reject", "feedback", "rejected"),
    ],
)
def test_each_step_at_the_desk_asks_first(staff_client, action, field, state):
    row = EnrolmentFactory(submitted=True)
    page = act(staff_client, ENROLMENTS, action, [row])
    assert str(row) in page.text
    row.refresh_from_db()
    assert row.state == "submitted"
    more = {field: "Wat bedoelt u?"} if field else {}
    act(staff_client, ENROLMENTS, action, [row], confirmed="yes", **more)
    row.refresh_from_db()
    assert row.state == state


def test_selected_authority_stands_on_the_page_of_the_programme(staff_client):
    row = EnrolmentFactory(submitted=True, state="eligible")
    told = {"confirmed": "yes", "feedback": "Van harte."}
    act(staff_client, ENROLMENTS, "select", [row], **told)
    page = staff_client.get(row.call.programme.get_absolute_url())
    assert str(row.authority) in page.text


def test_enrolment_cannot_be_rewritten_at_the_desk(staff_client):
    row = EnrolmentFactory(submitted=True)
    address = reverse("admin:programmes_enrolment_change", args=[row.pk])
    assert staff_client.get(address).status_code == 200
    assert staff_client.post(address, {"focus": "anders"}).status_code == 403


def test_command_says_how_many_drafts_were_reminded_of(capsys, settings):
    settings.SITE_URL = ""
    with pytest.raises(CommandError, match="SITE_URL"):
        call_command("remind_enrolments")
    settings.SITE_URL = "https://portaal.example"
    row = EnrolmentFactory(call__closes_at=end_of(dt.date(2030, 5, 31)))
    MembershipFactory(authority=row.authority)
    for options in (["--dry-run"], [], []):
        call_command("remind_enrolments", "--at=2030-05-31T12:00", *options)
    assert capsys.readouterr().out.splitlines() == [
        "drafts that would be reminded of: 1",
        "drafts reminded of: 1",
        "drafts reminded of: 0",
    ]
