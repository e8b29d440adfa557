"""The council dossier: what bears on a decision about a tie, and nothing that is not released."""

import pytest
from django.urls import reverse
from django.utils import translation

from partnerships.models import Agreement
from tests.factories import partnerships as make
from tests.factories.results import ResultFactory

from .papers import opened, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tie():
    nanking = make.ChineseDivisionFactory(name_nl="Nanking", name_zh="南京市", name_en="Nanjing")
    return make.AgreementFactory(
        title_nl="Stedenband Eindhoven – Nanking",
        authorities=[make.LocalAuthorityFactory(name="Eindhoven")],
        divisions=[nanking],
        yearly_cost=12_500,
        staff_time="0.20",
        status="active",
    )


def page(client, tie):
    return client.get(reverse("agreement-dossier", args=[tie.slug])).text


def paper(client, tie, language="nl"):
    with translation.override(language):
        return opened(client.get(reverse("agreement-dossier-pdf", args=[tie.slug])))


def both(client, tie):
    return page(client, tie), text_of(paper(client, tie))


def test_cost_and_results_are_told_once_released(client, tie):
    ResultFactory(agreement=tie, text_nl="Twaalf stages geweigerd.")
    for told in both(client, tie):
        assert "12.500" not in told
        assert "stages" not in told
        assert "geen cijfers over kosten" in told
    Agreement.objects.update(is_cost_released=True)
    tie.results.update(is_released=True)
    for told in both(client, tie):
        assert "12.500" in told
        assert "Twaalf stages geweigerd." in told


def test_how_others_decided_is_told_with_the_same_province_first(client, tie):
    province = tie.divisions[0].province
    near = make.ChineseDivisionFactory(parent=province, name_nl="Soetsjou")
    for name, division in (("Ver", make.ChineseDivisionFactory()), ("Dichtbij", near)):
        other = make.AgreementFactory(title_nl=f"Band {name}", divisions=[division])
        make.StatusChangeFactory(
            agreement=other, status="ended", on="2022-03", reason="human_rights"
        )
    for told in both(client, tie):
        assert 0 < told.index("Band Dichtbij") < told.index("Band Ver")
        assert "mensenrechten" in told


def test_what_is_not_public_is_in_no_dossier(client, tie):
    make.StatusChangeFactory(agreement=tie, status="under_reconsideration", note_nl="Geheim beraad")
    hidden = make.AgreementFactory(title_nl="Band in concept", draft=True)
    make.StatusChangeFactory(agreement=hidden, status="ended", on="2022")
    make.DocumentFactory(agreement=tie, title="Vertrouwelijk", ring="own")
    for told in both(client, tie):
        assert [
            word for word in ("Geheim beraad", "Band in concept", "Vertrouwelijk") if word in told
        ] == []


def test_a_draft_has_no_dossier(client):
    tie = make.AgreementFactory(draft=True)
    for name in ("agreement-dossier", "agreement-dossier-pdf"):
        assert client.get(reverse(name, args=[tie.slug])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_dossier_costs_the_same_for_more_decisions(
    client, tie, count, django_assert_num_queries
):
    for _ in range(count):
        make.StatusChangeFactory(agreement=make.AgreementFactory(), status="ended", on="2022")
    with django_assert_num_queries(15):
        page(client, tie)
