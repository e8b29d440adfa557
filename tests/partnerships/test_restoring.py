"""A former version comes back from the change log, checked by today's rules and logged itself."""

import pytest
from django.urls import reverse

from partnerships.base.workflow import Publication
from partnerships.models import Agreement, LocalAuthority, Organisation, Practice
from tests.factories import partnerships as make
from tests.factories.accounts import InvitationFactory

pytestmark = pytest.mark.django_db


def address_of(record, event):
    name = f"admin:partnerships_{record._meta.model_name}_restore"
    return reverse(name, args=[record.pk, event.pgh_id])


def first(record):
    return record.events.order_by("pgh_id").first()


@pytest.fixture
def agreement():
    agreement = make.AgreementFactory(title_nl="Eerste titel", slug="eerste")
    Agreement.objects.filter(pk=agreement.pk).update(title_nl="Tweede titel", slug="tweede")
    Agreement.objects.filter(pk=agreement.pk).reindex()
    return Agreement.objects.get(pk=agreement.pk)


def test_the_history_offers_every_version_but_the_present_one(staff_client, agreement):
    history = reverse("admin:partnerships_agreement_history", args=[agreement.pk])
    text = staff_client.get(history).text
    offered = [event for event in agreement.events.all() if address_of(agreement, event) in text]
    assert [event.title_nl for event in offered] == ["Eerste titel"]


def test_a_look_says_what_changes_and_writes_nothing(staff_client, agreement):
    answer = staff_client.get(address_of(agreement, first(agreement)))
    assert [(one["now"], one["then"]) for one in answer.context["fields"]] == [
        ("Tweede titel", "Eerste titel")
    ]
    agreement.refresh_from_db()
    assert agreement.title_nl == "Tweede titel"


def test_a_version_put_back_is_found_again_and_logged_as_a_change(staff_client, staff, agreement):
    address = address_of(agreement, first(agreement))
    staff_client.post(address)
    agreement.refresh_from_db()
    assert (agreement.title_nl, agreement.slug) == ("Eerste titel", "tweede")
    assert Agreement.objects.matching("eerste").get() == agreement
    assert not Agreement.objects.matching("tweede").exists()
    last = agreement.events.order_by("pgh_id").last()
    assert (last.pgh_label, last.title_nl) == ("update", "Eerste titel")
    assert last.pgh_context.metadata == {"user": staff.pk, "url": address}


def test_publication_keeps_its_own_door(staff_client, staff):
    practice = make.PracticeFactory(draft=True, title_nl="Eerste")
    Practice.objects.filter(pk=practice.pk).update(title_nl="Tweede")
    practice.refresh_from_db()
    Practice.objects.filter(pk=practice.pk).update(publication=Publication.PUBLISHED)
    staff_client.post(address_of(practice, first(practice)))
    practice.refresh_from_db()
    assert (practice.title_nl, practice.publication) == ("Eerste", Publication.PUBLISHED)


def test_what_no_longer_fits_is_told_and_nothing_is_written(staff_client):
    organisation = make.OrganisationFactory(name="Oude naam")
    Organisation.objects.filter(pk=organisation.pk).update(name="Nieuwe naam")
    make.OrganisationFactory(name="Oude naam")
    answer = staff_client.post(address_of(organisation, first(organisation)))
    assert answer.status_code == 400
    assert answer.context["refusals"] != []
    assert "Er is niets gewijzigd" in answer.text
    organisation.refresh_from_db()
    assert organisation.name == "Nieuwe naam"


def test_what_it_pointed_to_and_is_gone_is_told(staff_client):
    division = make.ChineseDivisionFactory()
    organisation = make.OrganisationFactory(division=division)
    Organisation.objects.filter(pk=organisation.pk).update(division=None)
    division.delete()
    answer = staff_client.post(address_of(organisation, first(organisation)))
    assert answer.status_code == 400
    assert len(answer.context["refusals"]) == 1


def test_records_that_name_a_place_follow_its_name(staff_client):
    authority = make.LocalAuthorityFactory(name="Oudestad")
    agreement = make.AgreementFactory(authorities=[authority])
    LocalAuthority.objects.filter(pk=authority.pk).update(name="Nieuwestad")
    Agreement.objects.for_authorities([authority]).reindex()
    staff_client.post(address_of(authority, first(authority)))
    assert Agreement.objects.matching("oudestad").get() == agreement


def test_a_version_of_another_record_is_not_there(staff_client, agreement):
    other = make.AgreementFactory()
    name = reverse("admin:partnerships_agreement_restore", args=[other.pk, first(agreement).pgh_id])
    assert staff_client.get(name).status_code == 404


def test_nobody_puts_back_what_they_may_not_change(staff_client, official_client):
    invitation = InvitationFactory()
    address = address_of(invitation, first(invitation))
    assert official_client.get(address).status_code == 302


def test_an_invitation_has_one_door(staff_client):
    invitation = InvitationFactory()
    assert staff_client.post(address_of(invitation, first(invitation))).status_code == 403
