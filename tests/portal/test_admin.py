"""The staff's desk: every page opens, what waits is counted, and no click writes unasked."""

import datetime as dt
import re

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from partnerships.models import (
    Agreement,
    Checklist,
    Confirmation,
    Message,
    MessageCount,
    Proposal,
    Question,
    Reminder,
    Subscription,
)
from partnerships.models.agreement_choices import Status, Verification
from programmes.models import Enrolment, Registration, SurveyReminder, SurveyResponse
from tests import subjects
from tests.factories.calls import EnrolmentFactory
from tests.factories.partnerships import (
    AgreementFactory,
    ExchangeFactory,
    LocalAuthorityFactory,
    PracticeFactory,
    SourceFactory,
    UserFactory,
)
from tests.factories.proposals import ProposalFactory
from tests.factories.questions import QuestionFactory
from tests.factories.surveys import NeedFactory
from tests.test_consistency import FACTORIES

# Only the owner of a mailbox can make it follow something; the portal itself reminds, and the rest
# is written in the workspace.
CLOSED = {
    (model, "add")
    for model in (
        Checklist,
        Confirmation,
        Enrolment,
        Message,
        MessageCount,
        Proposal,
        Question,
        Registration,
        Reminder,
        Subscription,
        SurveyReminder,
        SurveyResponse,
    )
}
# The desk shows no other.
SHOWN = {Checklist: {"is_shared": True}}
FACTORY_OF = {factory._meta.model: factory for factory in FACTORIES}

pytestmark = pytest.mark.django_db
CHANGELIST = "admin:partnerships_agreement_changelist"


def registered():
    return sorted(
        (model for model in admin.site._registry if model._meta.app_label in subjects.APPS),
        key=lambda model: model.__name__,
    )


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
@pytest.mark.parametrize("view", ["changelist", "add", "change", "history"])
def test_every_page_of_every_desk_opens(staff_client, model, view):
    record = FACTORY_OF[model](**SHOWN.get(model, {}))
    arguments = [record.pk] if view in ("change", "history") else []
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}"
    status = 403 if (model, view) in CLOSED else 200
    assert staff_client.get(reverse(name, args=arguments)).status_code == status


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
def test_the_desk_is_closed_to_strangers(client, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
def test_every_search_box_takes_any_words(staff_client, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert staff_client.get(address, {"q": "'s-北京 \\ % &|!:*"}).status_code == 200


@pytest.fixture
def queues(staff_client):
    """What waits when there is something of everything, by name, as the start page says it."""
    SourceFactory(agreement=AgreementFactory(verification=Verification.CONFLICTING))
    AgreementFactory(draft=True, verification=Verification.CONFLICTING)
    AgreementFactory(verification=Verification.DECLARED)
    AgreementFactory(
        confirmed_on=timezone.localdate() - dt.timedelta(days=1500), confirmed_by=UserFactory()
    )
    AgreementFactory(publication="submitted")
    for state in ("submitted", "submitted", "returned", "draft"):
        PracticeFactory(publication=state)
    ExchangeFactory(publication="submitted")
    for state in ("new", "with_vng", "answered"):
        QuestionFactory(state=state)
    for state in ("submitted", "eligible", "returned"):
        EnrolmentFactory(submitted=True, state=state)
    ProposalFactory(agreement=AgreementFactory(verification=Verification.DECLARED))
    NeedFactory()
    NeedFactory(state="matched")
    waiting = staff_client.get(reverse("admin:index")).context["waiting"]
    return {str(queue["label"]): queue for queue in waiting}


def test_start_page_counts_what_waits_of_every_noun_what_is_to_be_judged_first(queues):
    assert [(label, queue["count"]) for label, queue in queues.items()] == [
        ("samenwerkingen om te beoordelen", 1),
        ("voorstellen om te beoordelen", 1),
        ("uitwisselingen om te beoordelen", 1),
        ("praktijken om te beoordelen", 2),
        ("aanmeldingen om te beoordelen", 2),
        ("te beantwoorden vragen", 2),
        ("behoeften om te koppelen", 1),
        ("tegenstrijdige samenwerkingen", 1),
        ("samenwerkingen zonder bron", 3),
        ("niet gecontroleerde samenwerkingen", 1),
        ("verouderde samenwerkingen", 1),
        ("nooit bevestigde samenwerkingen", 3),
        ("samenwerkingen in concept", 1),
    ]


def test_every_queue_leads_to_exactly_the_rows_it_counts(staff_client, queues):
    behind = {
        label: staff_client.get(queue["url"]).context["cl"].result_count
        for label, queue in queues.items()
    }
    assert behind == {label: queue["count"] for label, queue in queues.items()}


def test_start_page_says_what_waits_in_words(staff_client, queues):
    page = staff_client.get(reverse("admin:index"))
    assert '<h2 id="waiting">Wacht op u</h2>' in page.text
    address = "/beheer/partnerships/practice/?publication__exact=submitted"
    assert f'<a href="{address}">Praktijken om te beoordelen <strong>2</strong></a>' in page.text


@pytest.mark.parametrize(
    ("action", "outcome"), [("archive", "archived"), ("confirm_today", "published")]
)
def test_a_bulk_action_asks_first_and_then_acts(staff_client, action, outcome):
    agreement = AgreementFactory()
    chosen = {"action": action, "_selected_action": [agreement.pk]}

    asked = staff_client.post(reverse(CHANGELIST), chosen)
    agreement.refresh_from_db()
    before = (agreement.publication, agreement.confirmed_on)
    staff_client.post(reverse(CHANGELIST), {**chosen, "confirmed": "yes"})
    agreement.refresh_from_db()

    assert asked.status_code == 200
    assert str(agreement) in asked.text
    assert before == ("published", None)
    assert agreement.publication == outcome
    assert (agreement.confirmed_on is not None) == (action == "confirm_today")


def test_publishing_a_draft_stamps_who_and_when(staff_client, staff):
    agreement = AgreementFactory(draft=True)
    chosen = {"action": "publish", "_selected_action": [agreement.pk], "confirmed": "yes"}

    staff_client.post(reverse(CHANGELIST), chosen)
    agreement.refresh_from_db()

    assert (agreement.publication, agreement.moved_by) == ("published", staff)
    assert agreement.moved_at is not None


def test_publishing_refuses_a_draft_without_a_chinese_party(staff_client):
    agreement = AgreementFactory(draft=True, divisions=[])
    chosen = {"action": "publish", "_selected_action": [agreement.pk], "confirmed": "yes"}

    staff_client.post(reverse(CHANGELIST), chosen)
    agreement.refresh_from_db()

    assert agreement.publication == "draft"


def form_values(response):
    """Return the values that the change form of an agreement would send unchanged."""
    values = {}
    forms = [response.context["adminform"].form]
    for formset in response.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False and value != []:
                values[field.html_name] = value
    return values


def test_saving_the_form_unchanged_keeps_the_record_and_its_index(staff_client):
    agreement = AgreementFactory(status=Status.ACTIVE, status__on="1994")
    address = reverse("admin:partnerships_agreement_change", args=[agreement.pk])
    before = Agreement.objects.values("title_nl", "status", "facets").get(pk=agreement.pk)

    response = staff_client.post(address, form_values(staff_client.get(address)))

    assert response.status_code == 302
    assert Agreement.objects.values("title_nl", "status", "facets").get(pk=agreement.pk) == before


def test_taking_the_last_chinese_party_is_refused_with_the_rule(staff_client):
    agreement = AgreementFactory()
    address = reverse("admin:partnerships_agreement_change", args=[agreement.pk])
    values = form_values(staff_client.get(address)) | {"participants-1-DELETE": "on"}

    response = staff_client.post(address, values)

    assert response.status_code == 200
    assert len(response.context["inline_admin_formsets"][0].formset.non_form_errors()) == 1
    assert agreement.participants.count() == 2


def test_a_second_running_tie_of_one_kind_is_refused_with_its_rival(staff_client):
    rival, agreement = AgreementFactory(title_nl="Stedenband A – B"), AgreementFactory()
    address = reverse("admin:partnerships_agreement_change", args=[agreement.pk])
    values = form_values(staff_client.get(address)) | {
        "participants-0-authority": rival.authorities[0].pk,
        "participants-1-division": rival.divisions[0].pk,
    }

    response = staff_client.post(address, values)

    refusals = response.context["inline_admin_formsets"][0].formset.non_form_errors()
    assert len(refusals) == 1
    assert "Stedenband A – B" in refusals[0]


def test_change_log_names_the_person_and_both_values(staff_client, staff):
    authority = LocalAuthorityFactory(name="Oud")
    change = reverse("admin:partnerships_localauthority_change", args=[authority.pk])
    values = form_values(staff_client.get(change)) | {"name": "Nieuw"}

    staff_client.post(change, values)
    history = reverse("admin:partnerships_localauthority_history", args=[authority.pk])
    entries = staff_client.get(history).context["entries"]

    changed = [entry for entry in entries if entry["changes"]]
    assert [(entry["by"], entry["changes"]) for entry in changed] == [
        (staff, [{"field": "name", "before": "Oud", "after": "Nieuw"}])
    ]


def test_a_renamed_place_is_found_by_its_new_name(staff_client, client):
    authority = LocalAuthorityFactory(name="Oud")
    AgreementFactory(authorities=[authority])
    change = reverse("admin:partnerships_localauthority_change", args=[authority.pk])
    values = form_values(staff_client.get(change)) | {"name": "Nieuwenhove"}

    staff_client.post(change, values)

    assert Agreement.objects.matching("nieuwenhove").count() == 1


def test_exchange_is_published_through_the_one_door(staff_client, staff):
    exchange = ExchangeFactory(publication="draft")
    address = reverse("admin:partnerships_exchange_changelist")

    chosen = {"action": "publish", "_selected_action": [exchange.pk]}
    assert exchange.title_nl in staff_client.post(address, chosen).text
    exchange.refresh_from_db()
    assert exchange.publication == "draft"

    staff_client.post(address, chosen | {"confirmed": "yes"})
    exchange.refresh_from_db()

    assert (exchange.publication, exchange.moved_by) == ("published", staff)


def test_every_colleague_sees_what_waits(client):
    client.force_login(UserFactory(is_staff=True))
    response = client.get(reverse("admin:index"))
    assert response.context["waiting"] != []


def test_the_desk_has_no_inline_script_or_style_of_our_own(staff_client):
    page = staff_client.get(reverse("admin:index")).text
    assert re.findall(r"<script(?![^>]*src=)[^>]*>|<style", page) == []
