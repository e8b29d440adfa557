"""The picture of a practice at the desk: staff sees it before and when the public may not."""

import pytest
from django.urls import reverse

from tests.factories.partnerships import PracticeFactory
from tests.partnerships.pictures import picture

pytestmark = pytest.mark.django_db

HIDDEN = [{"draft": True}, {"publication": "submitted"}, {"is_anonymous": True}]


def pictured(**given):
    return PracticeFactory(image=picture(), image_alt_nl="Een kade.", **given)


def at_desk(practice):
    return reverse("admin:partnerships_practice_picture", args=[practice.pk])


@pytest.mark.parametrize("given", [{}, *HIDDEN], ids=str)
def test_staff_sees_the_picture_on_the_form_whatever_the_public_may_see(staff_client, given):
    practice = pictured(**given)
    form = staff_client.get(reverse("admin:partnerships_practice_change", args=[practice.pk]))
    address = at_desk(practice)
    assert f'<img class="stored-picture" src="{address}" alt="Een kade.">' in form.text
    assert f'<a href="{address}">de hele afbeelding</a>' in form.text
    assert practice.image.name not in form.text
    answer = staff_client.get(address)
    with practice.image.open() as file:
        assert answer.getvalue() == file.read()
    assert answer["Content-Type"] == "image/jpeg"
    kept = {"max-age=0", "must-revalidate", "no-cache", "no-store", "private"}
    assert set(answer["Cache-Control"].split(", ")) == kept


@pytest.mark.parametrize("given", HIDDEN, ids=str)
def test_public_sees_it_neither_there_nor_at_the_desk(client, given):
    practice = pictured(**given)
    assert client.get(f"/pictures/{practice.pk}/").status_code == 404
    answer = client.get(at_desk(practice))
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/beheer/login/?next={at_desk(practice)}",
    )


def test_an_official_has_no_way_to_the_desk(official_client):
    address = at_desk(pictured())
    assert official_client.get(address).url.startswith(reverse("admin:login"))


def test_form_without_a_picture_says_so_and_there_is_none_to_see(staff_client):
    practice = PracticeFactory()
    form = staff_client.get(reverse("admin:partnerships_practice_change", args=[practice.pk]))
    assert "Nog geen afbeelding." in form.text
    assert staff_client.get(at_desk(practice)).status_code == 404


def test_picture_that_is_gone_from_the_store_is_missing(staff_client):
    practice = pictured()
    practice.image.storage.delete(practice.image.name)
    assert staff_client.get(at_desk(practice)).status_code == 404


def test_picture_of_nothing_is_missing(staff_client):
    assert staff_client.get("/beheer/partnerships/practice/987654/picture/").status_code == 404
