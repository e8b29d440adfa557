"""An official checks, writes, hands in and withdraws an enrolment; nobody else sees it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from programmes.models import Enrolment
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import (
    CallFactory,
    CallQuestionFactory,
    EnrolmentAnswerFactory,
    EnrolmentFactory,
)
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    LocalAuthorityFactory,
)
from tests.factories.programmes import ParticipationFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"


def url(name, row, *more):
    return reverse(f"my-enrolment{name}", args=[row.pk, *more])


@pytest.fixture
def call():
    """A call that asks one of each kind of question."""
    call = CallFactory(title_nl="Ronde twee", is_open_to_groups=True)
    CallQuestionFactory(call=call, label_nl="Waarom?", most=20)
    CallQuestionFactory(call=call, kind="choice", choices_nl="ja\nnee", choices_en="yes\nno")
    CallQuestionFactory(call=call, kind="several", choices_nl="water\nenergie")
    CallQuestionFactory(call=call, kind="number")
    CallQuestionFactory(call=call, kind="file")
    return call


@pytest.fixture
def row(call, membership):
    return EnrolmentFactory(
        call=call, authority=membership.authority, mandate_body="", has_consent=False
    )


@pytest.fixture
def typed(call):
    """What an official types who leaves nothing out."""
    ChineseDivisionFactory(name_nl="Sjanghai", name_zh="上海市")
    keys = [f"answer_{one.pk}" for one in call.questions.order_by("pk")]
    answers = ["Om te leren", "nee", ["water", "energie"], "12,5"]
    return {
        "partner": "Sjanghai",
        "co_applicants": LocalAuthorityFactory(name="Urk").name,
        "focus": "energie\nwater",
        "earlier": "Nog niet.",
        "mandate_body": "College van B&W",
        "mandate_on": "2026-03-01",
        "has_consent": "on",
        **dict(zip(keys, answers, strict=False)),
        keys[4]: SimpleUploadedFile("plan.pdf", PDF),
    }


def by_script(client, address, values):
    return client.post(address, values, headers={"X-Saved-By": "script"}).json()


def shown(row):
    return [one.shown for one in row.answers.order_by("question")]


def test_official_sees_at_once_whether_the_authority_may_and_begins(official_client, membership):
    call = CallFactory(minimum_population=50_000)
    page = official_client.get(reverse("my-call", args=[call.slug]))
    assert "Mag Rotterdam zich aanmelden?" in page.text
    assert "De oproep vraagt 50.000 inwoners; er is geen aantal bekend." in page.text
    key = {"authority": membership.authority_id}
    for _press in range(2):
        answer = official_client.post(reverse("my-call", args=[call.slug]), key)
    assert answer.url == url("-change", Enrolment.objects.get())


def test_enrolment_begins_with_the_one_partner_and_the_programmes_on_record(
    official_client, membership, call
):
    partner = ChineseDivisionFactory()
    AgreementFactory(authorities=[membership.authority], divisions=[partner], status="active")
    former = ParticipationFactory(authority=membership.authority).programme
    hidden = {"authority": membership.authority, "programme__publication": "draft"}
    ParticipationFactory(**hidden)
    key = {"authority": membership.authority_id}
    official_client.post(reverse("my-call", args=[call.slug]), key)
    row = Enrolment.objects.get()
    assert (row.division, row.earlier) == (partner, str(former))


def test_form_shows_what_the_record_knows_already(official_client, membership, row):
    AgreementFactory(authorities=[membership.authority], title_nl="Rotterdam – Sjanghai")
    page = official_client.get(url("-change", row))
    assert "Rotterdam – Sjanghai" in page.text


def test_whole_enrolment_is_saved_looked_over_and_handed_in(official_client, row, typed):
    assert official_client.post(url("-change", row), typed).url == url("-review", row)
    row.refresh_from_db()
    assert shown(row) == ["Om te leren", "nee", "water, energie", "12.5", "plan.pdf"]
    assert (str(row.division), [str(one) for one in row.co_applicants.all()]) == (
        "Sjanghai",
        ["Urk"],
    )
    assert 'value="12,5"' in official_client.get(url("-change", row)).text
    assert "Dien de aanmelding in" in official_client.get(url("-review", row)).text
    page = official_client.post(url("-review", row), follow=True)
    assert f"Aanmelding nummer {row.pk} is ingediend op" in page.text
    again = official_client.post(url("-review", row))
    assert (again.status_code, again.url) == (302, url("", row))
    assert row.moves.count() == 1
    kept = official_client.get(url("-file", row, row.answers.get(file__gt="").pk))
    assert b"".join(kept.streaming_content) == PDF


def test_what_is_saved_while_typing_stays_and_what_is_wrong_is_told(official_client, row, typed):
    first = next(name for name in typed if name.startswith("answer_"))
    told = by_script(official_client, url("-change", row), typed | {first: "x" * 21})
    assert told["errors"] == {f"id_{first}": "Dit is 1 teken te lang: hoogstens 20."}
    row.refresh_from_db()
    assert shown(row) == ["nee", "water, energie", "12.5", "plan.pdf"]
    assert row.mandate_body == "College van B&W"
    page = official_client.post(url("-change", row), typed | {"partner": "Atlantis"})
    assert (page.status_code, "Atlantis" in page.text) == (400, True)
    assert 'href="#id_partner"' in page.text


def test_incomplete_enrolment_cannot_be_handed_in_and_says_what_is_missing(official_client, row):
    page = official_client.get(url("-review", row))
    assert "Dien de aanmelding in" not in page.text
    assert "Waarom?" in page.text
    refused = official_client.post(url("-review", row))
    assert (refused.status_code, "Nog niet ingevuld" in refused.text) == (400, True)
    row.refresh_from_db()
    assert row.state == "draft"


def test_late_enrolment_stays_a_draft_and_the_page_says_so(official_client, row, typed):
    official_client.post(url("-change", row), typed)
    now = timezone.now()
    row.call.opens_at, row.call.closes_at = now - dt.timedelta(days=9), now
    row.call.save()
    page = official_client.post(url("-review", row))
    assert page.status_code == 400
    assert "Uw aanmelding is niet ingediend. Wat u schreef is bewaard als concept." in page.text
    assert "Dien de aanmelding in" not in page.text
    assert "Deze oproep is nu niet open" in official_client.get(url("-review", row)).text
    words = {name: text for name, text in typed.items() if isinstance(text, str | list)}
    assert by_script(official_client, url("-change", row), words)["errors"] == {}
    row.refresh_from_db()
    assert (row.state, len(shown(row))) == ("draft", 5)


@pytest.mark.parametrize(("header", "state"), [("X-Request-Start", "submitted"), ("", "draft")])
def test_enrolment_that_came_in_time_and_waited_at_the_proxy_counts(
    official_client, row, typed, settings, header, state
):
    settings.ARRIVAL_HEADER = header
    official_client.post(url("-change", row), typed)
    now = timezone.now()
    row.call.closes_at = now - dt.timedelta(seconds=3)
    row.call.save()
    came = f"t={(now - dt.timedelta(seconds=5)).timestamp():.3f}"
    official_client.post(url("-review", row), headers={"X-Request-Start": came})
    row.refresh_from_db()
    assert row.state == state


def test_handed_in_enrolment_cannot_be_changed(official_client, call, membership, typed):
    row = EnrolmentFactory(call=call, authority=membership.authority, submitted=True)
    page = official_client.post(url("-change", row), typed, follow=True)
    assert "wijzigen kan nu niet" in page.text
    assert shown(row) == []


def test_enrolment_is_withdrawn_after_a_question(official_client, row):
    assert "Trek in" in official_client.get(url("-withdraw", row)).text
    official_client.post(url("-withdraw", row))
    row.refresh_from_db()
    assert row.state == "withdrawn"
    page = official_client.post(url("-withdraw", row), follow=True)
    assert "kan niet" in page.text


def test_another_authority_finds_no_enrolment_and_changes_none(official_client, typed):
    row = EnrolmentFactory(submitted=True)
    answer = EnrolmentAnswerFactory(enrolment=row)
    addresses = [url(name, row) for name in ("", "-change", "-review", "-withdraw")]
    for address in [*addresses, url("-file", row, answer.pk)]:
        assert official_client.get(address).status_code == 404
        assert official_client.post(address, typed).status_code in (404, 405)
    row.refresh_from_db()
    assert (row.state, row.focus) == ("submitted", "")


def test_reader_sees_the_enrolment_and_changes_nothing(client, row, typed):
    client.force_login(MembershipFactory(authority=row.authority, role="reader").user)
    assert client.get(url("", row)).status_code == 200
    for name in ("-change", "-review", "-withdraw"):
        assert client.post(url(name, row), typed).status_code == 403
    assert (
        client.post(
            reverse("my-call", args=[row.call.slug]), {"authority": row.authority_id}
        ).status_code
        == 404
    )
    row.refresh_from_db()
    assert row.state == "draft"


@pytest.mark.parametrize("authority", ["", "x", "9" * 40, "١"])
def test_begin_for_no_authority_is_not_found(official_client, call, authority):
    address = reverse("my-call", args=[call.slug])
    assert official_client.post(address, {"authority": authority}).status_code == 404


def test_workspace_tells_of_open_calls_drafts_and_questions(official_client, membership, row):
    waiting = CallFactory(title_nl="Nieuwe ronde")
    CallFactory(title_nl="Voorbij", closed=True)
    EnrolmentFactory(
        authority=membership.authority, submitted=True, state="returned", call__title_nl="Terug"
    )
    tasks = official_client.get(reverse("workspace")).context["tasks"]
    assert [(one.label, one.url) for one in tasks] == [
        ("Maak uw aanmelding af: Ronde twee", url("-change", row)),
        (
            "Beantwoord de vragen over uw aanmelding: Terug",
            url("-change", Enrolment.objects.get(state="returned")),
        ),
        ("Open voor aanmelding: Nieuwe ronde", reverse("my-call", args=[waiting.slug])),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_one_and_for_three(
    official_client, membership, count, django_assert_num_queries
):
    for _number in range(count):
        EnrolmentFactory(authority=membership.authority)
    official_client.get(reverse("my-enrolments"))
    with django_assert_num_queries(5):
        official_client.get(reverse("my-enrolments"))
    official_client.logout()
    with django_assert_num_queries(1):
        official_client.get(reverse("calls"))


def test_handing_in_asks_the_database_as_little_as_it_can(
    official_client, membership, django_assert_num_queries
):
    row = EnrolmentFactory(authority=membership.authority)
    # Who it is 3, whose it is 1, the row as it is held 1, what is missing 2, with whom and whether
    # they may 2, the two writes 2, who is mailed 1; and the begin and end of a savepoint.
    with django_assert_num_queries(14):
        assert official_client.post(url("-review", row)).url == url("", row)
