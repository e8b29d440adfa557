"""Every constraint of the register in a table, with values that it accepts and refuses."""

import itertools

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories import partnerships as make
from tests.factories.results import ResultFactory
from tests.programmes import call_constraints as calls
from tests.programmes import event_constraints as events
from tests.programmes import news_constraints as news
from tests.programmes import programme_constraints as programmes
from tests.programmes import survey_constraints as surveys

from . import account_constraints as accounts
from . import confirmation_constraints as confirmations
from . import exchange_constraints as exchanges
from . import practice_constraints as practices
from . import proposal_constraints as proposals
from . import question_constraints as questions
from .constraint_cases import ITSELF, Case, Once, dated, known, moved, on_the_map


def bare_agreement():
    """Return a draft without parties: quick to make, and no rule asks for more."""
    return make.AgreementFactory(draft=True, authorities=[], divisions=[])


def under_agreement(factory):
    return lambda: factory(agreement=bare_agreement())


RECORDS = {
    "agreement": bare_agreement,
    "agreementtheme": under_agreement(make.AgreementThemeFactory),
    "chinesedivision": make.ChineseDivisionFactory,
    "document": under_agreement(make.DocumentFactory),
    "exchange": make.ExchangeFactory,
    "localauthority": make.LocalAuthorityFactory,
    "organisation": make.OrganisationFactory,
    "participant": under_agreement(make.ParticipantFactory),
    "result": under_agreement(ResultFactory),
    "source": under_agreement(make.SourceFactory),
    "statuschange": under_agreement(make.StatusChangeFactory),
    **practices.RECORDS,
    **accounts.RECORDS,
    **confirmations.RECORDS,
    **questions.RECORDS,
    **proposals.RECORDS,
    **exchanges.RECORDS,
    **programmes.RECORDS,
    **calls.RECORDS,
    **news.RECORDS,
    **surveys.RECORDS,
    **events.RECORDS,
}

CASES = {
    **on_the_map("localauthority"),
    "localauthority_code_fits_kind": Case({"code": "GM9999"}, {"code": "PV99"}),
    "localauthority_expertise_fits": Case(
        {"expertise_nl": "x" * 1000}, {"expertise_nl": "x" * 1001}
    ),
    "localauthority_lies_in_province": Case(
        {"kind": "water_authority", "code": "WS0652", "province": None}, {"province": None}
    ),
    "localauthority_ends_after_start": Case(
        {"valid_from": "1990-01-01", "valid_until": "2019-01-01"},
        {"valid_from": "2019-01-01", "valid_until": "2018-12-31"},
    ),
    "localauthority_population_is_dated": Case(
        {"population": 10_000, "population_on": "2026-01-01"}, {"population": 10_000}
    ),
    **known("chinesedivision", level="county_city"),
    **on_the_map("chinesedivision"),
    "chinesedivision_code_fits_level": Case(
        {"code": None, "level": "development_zone"}, {"code": "31000"}
    ),
    "chinesedivision_parent_fits_level": Case(
        {"level": "municipality", "parent": None}, {"parent": None}
    ),
    "chinesedivision_checked_list_has_address": Case(
        {
            "partner_list_url": "https://example.org/list",
            "partner_list_checked_on": "2026-03-01",
        },
        {"partner_list_checked_on": "2026-03-01"},
    ),
    **known("organisation", kind=""),
    "organisation_country_is_iso": Case({"country": ""}, {"country": "nl"}),
    "organisation_sits_in_one_place": Case(
        {"authority": make.LocalAuthorityFactory},
        {"authority": make.LocalAuthorityFactory, "division": make.ChineseDivisionFactory},
    ),
    **known(
        "agreement",
        publication="archived",
        kind="contact",
        document_form="",
        origin="",
        decision_body="",
        alignment="",
        verification="conflicting",
        status="ended",
        public_status="",
    ),
    **moved("agreement"),
    "agreement_confirmed_by_and_confirmed_on": Case(
        {"confirmed_by": make.UserFactory, "confirmed_on": "2026-03-01"},
        {"confirmed_on": "2026-03-01"},
    ),
    **dated("agreement", "signed_on", "valid_from", "valid_until", "decided_on"),
    "agreement_valid_until_after_valid_from": Case(
        {"valid_from": "1979-11", "valid_until": "1979"},
        {"valid_from": "1979-11", "valid_until": "1979-10"},
    ),
    "agreement_valid_until_after_signed_on": Case(
        {"signed_on": "1979", "valid_until": "1979-01-01"},
        {"signed_on": "1979", "valid_until": "1978-12-31"},
    ),
    "agreement_contact_year_in_range": Case(
        {"first_contact_year": 1900}, {"first_contact_year": 1899}
    ),
    "agreement_cost_not_negative": Case({"yearly_cost": 0}, {"yearly_cost": "-0.01"}),
    "agreement_staff_time_not_negative": Case({"staff_time": 0}, {"staff_time": "-0.01"}),
    "agreement_not_replaced_by_itself": Case(
        {"replaced_by": bare_agreement}, {"replaced_by": ITSELF}
    ),
    "agreementtheme_three_main_themes": Case({"rank": 3}, {"rank": 4}),
    **known("participant", role="adviser"),
    "participant_is_one_party": Case(
        {"authority": None, "division": make.ChineseDivisionFactory},
        {"division": make.ChineseDivisionFactory},
    ),
    **dated("participant", "from_on", "until_on"),
    "participant_until_on_after_from_on": Case(
        {"from_on": "1979-11-23", "until_on": "1979-11"},
        {"from_on": "1979-11-23", "until_on": "1978"},
    ),
    **known("statuschange", status="dormant", decision_body="", reason=""),
    **dated("statuschange", "on"),
    "statuschange_reason_needs_pause_or_end": Case(
        {"status": "ended", "reason": "policy_shift"},
        {"status": "active", "reason": "policy_shift"},
    ),
    "statuschange_latest_needs_date": Case({"is_latest": True, "on": "2022"}, {"is_latest": True}),
    "statuschange_visibility_is_decided": Case({"is_public": False}, {"is_public": None}),
    **known("source", kind="partner"),
    "source_has_one_owner": Case(
        {"agreement": None, "division": make.ChineseDivisionFactory},
        {"division": make.ChineseDivisionFactory},
    ),
    **known("document", ring="public"),
    "document_is_file_or_link": Case(
        {"url": "", "file": "documents/2026/deed.pdf"}, {"file": "documents/2026/deed.pdf"}
    ),
    "document_language_is_known": Case({"language": "fy"}, {"language": "de"}),
    **known(
        "exchange",
        publication="archived",
        direction="online",
        purpose="courtesy",
        level="",
        state="cancelled",
    ),
    **moved("exchange"),
    "exchange_ends_after_start": Case(
        {"from_on": "2026-05-06", "until_on": "2026-05-06"},
        {"from_on": "2026-05-06", "until_on": "2026-05-05"},
    ),
    "exchange_opens_before_end": Case({"open_until": "2024-05-10"}, {"open_until": "2024-05-11"}),
    "exchange_cost_not_negative": Case({"cost": 0}, {"cost": "-0.01"}),
    "result_text_fits": Case({"text_nl": "x" * 600}, {"text_nl": "x" * 601}),
    "result_year_in_range": Case({"year": 1979}, {"year": 1899}),
    **practices.CASES,
    **accounts.CASES,
    **confirmations.CASES,
    **questions.CASES,
    **proposals.CASES,
    **exchanges.CASES,
    **programmes.CASES,
    **calls.CASES,
    **news.CASES,
    **surveys.CASES,
    **events.CASES,
}

ONCE = {
    "organisation_name_is_unique": Once(make.OrganisationFactory, ("country", "name"), {}),
    "agreementtheme_once": Once(make.AgreementThemeFactory, ("agreement", "theme"), {}),
    "agreementtheme_one_per_rank": Once(
        make.AgreementThemeFactory,
        ("agreement", "rank"),
        {"rank": itertools.cycle((1, 2, 3)).__next__},
    ),
    "participant_authority_once": Once(make.ParticipantFactory, ("agreement", "authority"), {}),
    "participant_division_once": Once(
        make.ParticipantFactory,
        ("agreement", "division"),
        {"authority": None, "division": make.ChineseDivisionFactory},
    ),
    "statuschange_one_per_position": Once(
        make.StatusChangeFactory, ("agreement", "position"), {"is_public": True}
    ),
    "source_once_per_agreement": Once(make.SourceFactory, ("agreement", "reference"), {}),
    "source_once_per_authority": Once(
        make.SourceFactory,
        ("authority", "reference"),
        {"agreement": None, "authority": make.LocalAuthorityFactory},
    ),
    "source_once_per_division": Once(
        make.SourceFactory,
        ("division", "reference"),
        {"agreement": None, "division": make.ChineseDivisionFactory},
    ),
    **practices.ONCE,
    **accounts.ONCE,
    **confirmations.ONCE,
    **questions.ONCE,
    **proposals.ONCE,
    **exchanges.ONCE,
    **programmes.ONCE,
    **calls.ONCE,
    **news.ONCE,
    **surveys.ONCE,
    **events.ONCE,
}

# Rules over more than one row, table or column; each has tests of its own.
BY_HAND = {
    "localauthority_kind_is_known",
    "user_email_is_unique",
    "localauthority_one_life_per_code",
    "pair_one_running_of_a_kind",
    "practicemove_from_state_is_known",
    "practicemove_to_state_is_known",
    "practicemove_return_asks_something",
}


def made(values, record=None):
    """Return values with their factories called, and the record where it is meant itself."""
    return {
        field: record if value is ITSELF else value() if callable(value) else value
        for field, value in values.items()
    }


def refusal_of(write):
    """Return the name of the constraint by which the database refuses a write, also at commit."""

    def committed():
        write()
        connection.check_constraints()

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        committed()
    return bare(error.value.__cause__.diag.constraint_name)


def bare(name):
    """Return the name of a constraint without that of its app; no two apps share a model's name."""
    return name.removeprefix("partnerships_").removeprefix("programmes_")
