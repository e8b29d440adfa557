"""Every constraint of the register accepts what it should, and refuses what it should by name."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import BaseConstraint
from django.utils import translation
from django.utils.functional import Promise

from partnerships.base.models import broken_names
from partnerships.models import Agreement, LocalAuthority, User
from partnerships.models.agreement_choices import Kind, Status
from partnerships.models.authorities import AuthorityKind
from tests import subjects
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    ExchangeFactory,
    LocalAuthorityFactory,
    PracticeFactory,
    PracticeMoveFactory,
    ProvinceFactory,
    StatusChangeFactory,
    ThemeFactory,
    UserFactory,
)
from tests.partnerships.constraints import BY_HAND, CASES, ONCE, RECORDS, bare, made, refusal_of

pytestmark = pytest.mark.django_db

CONSTRAINTS = {
    bare(constraint.name): constraint
    for model in subjects.models()
    for constraint in model._meta.constraints
}


def record_for(name):
    return RECORDS[name.split("_")[0]]()


def rows_of(record):
    return type(record).objects.filter(pk=record.pk)


@pytest.mark.parametrize("name", CASES)
def test_constraint_accepts_what_fits(name):
    record = record_for(name)
    assert rows_of(record).update(**made(CASES[name].accepted, record)) == 1


@pytest.mark.parametrize("name", CASES)
def test_constraint_refuses_what_does_not_fit(name):
    record = record_for(name)
    values = made(CASES[name].refused, record)
    assert refusal_of(lambda: rows_of(record).update(**values)) == name


# A date that is none does not come as far as the constraint in a form: the field refuses it.
@pytest.mark.parametrize("name", [name for name in CASES if not name.endswith("_is_date")])
def test_constraint_refuses_in_a_form_in_its_own_words(name):
    record = record_for(name)
    for field, value in made(CASES[name].refused, record).items():
        setattr(record, field, value)
    constraint = CONSTRAINTS[name]
    with pytest.raises(ValidationError) as error:
        constraint.validate(type(record), record)
    assert error.value.messages == [str(constraint.violation_error_message)]


@pytest.mark.parametrize("name", ONCE)
def test_second_row_that_shares_all_columns_but_one_is_accepted(name):
    factory, columns, given = ONCE[name]
    first = factory(**made(given))
    shared = {column: getattr(first, column) for column in columns[:-1]}
    second = factory(**{**made(given), **shared})
    assert rows_of(first).union(rows_of(second)).count() == 2


@pytest.mark.parametrize("name", ONCE)
def test_second_row_that_shares_all_columns_is_refused(name):
    factory, columns, given = ONCE[name]
    first = factory(**made(given))
    values = {**made(given), **{column: getattr(first, column) for column in columns}}
    assert refusal_of(lambda: factory(**values)) == name


@pytest.mark.parametrize("name", ONCE)
def test_second_row_that_shares_all_columns_is_refused_by_a_form_in_words(name):
    factory, columns, given = ONCE[name]
    first = factory(**made(given))
    values = {**made(given), **{column: getattr(first, column) for column in columns}}
    second = factory.build(**values)
    with pytest.raises(ValidationError) as error:
        second.validate_constraints()
    assert error.value.messages == [str(CONSTRAINTS[name].violation_error_message)]


def test_user_email_is_unique_accepts_another_address():
    first, second = UserFactory(email="jan@example.org"), UserFactory(email="jan@example.com")
    assert list(User.objects.order_by("pk")) == [first, second]


def test_user_email_is_unique_refuses_other_capitals():
    UserFactory(email="jan@example.org")
    refusal = refusal_of(lambda: User.objects.create(email="Jan@Example.org"))
    assert refusal == "user_email_is_unique"


@pytest.mark.parametrize("kind", AuthorityKind)
def test_localauthority_kind_is_known_accepts_the_three_kinds(kind):
    code = {"municipality": "GM0014", "province": "PV20", "water_authority": "WS0646"}[kind]
    province = ProvinceFactory() if kind == AuthorityKind.MUNICIPALITY else None
    authority = LocalAuthorityFactory(kind=kind, code=code, province=province)
    assert rows_of(authority).get().kind == kind


def test_localauthority_kind_is_known_refuses_a_fourth():
    authority = LocalAuthorityFactory()
    # A fourth kind has no form of code either, and PostgreSQL would name that constraint first.
    connection.check_constraints()
    with connection.schema_editor(atomic=False) as editor:
        editor.remove_constraint(LocalAuthority, CONSTRAINTS["localauthority_code_fits_kind"])
    refusal = refusal_of(lambda: rows_of(authority).update(kind="island"))
    assert refusal == "localauthority_kind_is_known"


def test_localauthority_one_life_per_code_accepts_a_later_life():
    first = LocalAuthorityFactory(code="GM0014", valid_until="2019-01-01")
    second = LocalAuthorityFactory(code="GM0014", valid_from="2019-01-01")
    assert set(LocalAuthority.objects.filter(code="GM0014")) == {first, second}


def test_localauthority_one_life_per_code_refuses_an_overlapping_life():
    LocalAuthorityFactory(code="GM0014", valid_until="2019-01-02")
    refusal = refusal_of(lambda: LocalAuthorityFactory(code="GM0014", valid_from="2019-01-01"))
    assert refusal == "localauthority_one_life_per_code"


@pytest.fixture
def parties():
    """The two sides of an agreement that runs already."""
    sides = {"authorities": [LocalAuthorityFactory()], "divisions": [ChineseDivisionFactory()]}
    AgreementFactory(kind=Kind.SISTER_CITY, **sides)
    return sides


def test_pair_one_running_of_a_kind_accepts_another_kind(parties):
    AgreementFactory(kind=Kind.CONTACT, **parties)
    connection.check_constraints()
    assert Agreement.objects.running().count() == 2


def test_pair_one_running_of_a_kind_accepts_one_that_is_over(parties):
    AgreementFactory(kind=Kind.SISTER_CITY, status=Status.ENDED, **parties)
    connection.check_constraints()
    assert Agreement.objects.count() == 2


def test_pair_one_running_of_a_kind_refuses_a_second_one(parties):
    refusal = refusal_of(lambda: AgreementFactory(kind=Kind.SISTER_CITY, **parties))
    assert refusal == "pair_one_running_of_a_kind"


def test_pair_one_running_of_a_kind_refuses_to_resume_one_beside_another(parties):
    over = AgreementFactory(kind=Kind.SISTER_CITY, status=Status.ENDED, **parties)
    connection.check_constraints()
    refusal = refusal_of(lambda: StatusChangeFactory(agreement=over))
    assert refusal == "pair_one_running_of_a_kind"


# A move is never rewritten, so what it may be is asked when it is written.
def test_practicemove_from_state_is_known_accepts_a_state():
    assert PracticeMoveFactory(from_state="returned").from_state == "returned"


def test_practicemove_from_state_is_known_refuses_another_word():
    refusal = refusal_of(lambda: PracticeMoveFactory(from_state="?"))
    assert refusal == "practicemove_from_state_is_known"


def test_practicemove_to_state_is_known_accepts_a_state():
    assert PracticeMoveFactory(to_state="archived").to_state == "archived"


def test_practicemove_to_state_is_known_refuses_another_word():
    refusal = refusal_of(lambda: PracticeMoveFactory(to_state="?"))
    assert refusal == "practicemove_to_state_is_known"


def test_practicemove_return_asks_something_accepts_a_question():
    assert PracticeMoveFactory(to_state="returned", message="Wanneer?").message == "Wanneer?"


def test_practicemove_return_asks_something_refuses_silence():
    refusal = refusal_of(lambda: PracticeMoveFactory(to_state="returned"))
    assert refusal == "practicemove_return_asks_something"


@pytest.mark.parametrize(
    ("factory", "column"),
    [
        (ThemeFactory, "slug"),
        (ThemeFactory, "position"),
        (LocalAuthorityFactory, "slug"),
        (ChineseDivisionFactory, "slug"),
        (ChineseDivisionFactory, "code"),
        (AgreementFactory, "slug"),
        (PracticeFactory, "slug"),
    ],
)
def test_unique_column_refuses_the_value_of_another_row(factory, column):
    first = factory()
    same = {column: getattr(first, column)}
    table = first._meta.model_name
    assert refusal_of(lambda: factory(**same)) == f"{table}_{column}_key"


def test_every_constraint_has_its_cases():
    covered = {*CASES, *ONCE, *BY_HAND}
    assert covered == set(CONSTRAINTS)


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_every_constraint_by_hand_has_an_accepting_and_a_refusing_test(name):
    tests = [test for test in globals() if test.startswith(f"test_{name}_")]
    words = {test.removeprefix(f"test_{name}_").split("_")[0] for test in tests}
    assert words == {"accepts", "refuses"}


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_every_constraint_says_in_a_translatable_sentence_what_is_wrong(name):
    message = CONSTRAINTS[name].violation_error_message
    assert isinstance(message, Promise)
    with translation.override("en"):
        assert message != BaseConstraint.default_violation_error_message
        assert str(message).isascii()
        assert str(message).endswith(".")


def test_conditions_that_a_record_does_not_meet_name_their_columns():
    days = {"from_on": dt.date(2026, 3, 2), "until_on": dt.date(2026, 3, 1)}
    exchange = ExchangeFactory.build(cost=-1, **days)
    assert broken_names(exchange) == {"cost", "from_on", "until_on"}
    practice = PracticeFactory.build(started_on="2020", ended_on="2019", image="a.jpg")
    assert broken_names(practice) >= {"started_on", "ended_on", "image", "image_alt_nl"}
