"""The gallery shows every component, to staff alone."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories.register import plant

PAGE = "/beheer/onderdelen/"


@pytest.mark.django_db
def test_staff_sees_every_component(staff_client):
    plant()
    folder = Path(settings.BASE_DIR) / "templates" / "components"
    components = {path.stem for path in folder.glob("*.html") if not path.stem.startswith("_")}
    answer = staff_client.get(PAGE)
    assert answer.status_code == 200
    assert set(re.findall(r'id="component-([^"]+)"', answer.text)) == components
    assert '<div class="map"' in answer.text


@pytest.mark.django_db
def test_the_gallery_of_an_empty_register_opens(staff_client):
    assert staff_client.get(PAGE).status_code == 200


@pytest.mark.django_db
def test_visitors_are_sent_to_sign_in(client):
    answer = client.get(PAGE)
    assert (answer.status_code, answer["Location"]) == (302, f"/beheer/login/?next={PAGE}")
