"""The constraints of programmes and participations."""

import itertools

from programmes.models.programmes import LENGTHS
from tests.factories import partnerships as register
from tests.factories import programmes as make
from tests.factories.programmes import ParticipationFactory, ProgrammeFactory
from tests.partnerships.constraint_cases import ITSELF, Case, Once, dated, known, moved

RECORDS = {
    "programme": ProgrammeFactory,
    "participation": ParticipationFactory,
    "programmecontact": make.ProgrammeContactFactory,
    "programmedocument": make.ProgrammeDocumentFactory,
    "programmeoffice": make.ProgrammeOfficeFactory,
    "programmepartner": make.ProgrammePartnerFactory,
    "programmeresult": make.ProgrammeResultFactory,
    "programmesource": make.ProgrammeSourceFactory,
}

TERM = {
    "valid_until_after_valid_from": Case(
        {"valid_from": "2021-01", "valid_until": "2021"},
        {"valid_from": "2021-02", "valid_until": "2021-01"},
    )
}
AGREED = {"consent_on": "2026-03-01", "consent_recorded_by": register.UserFactory}
CASES = {
    **known("programme", kind="knowledge", publication="draft"),
    **moved("programme"),
    **dated("programme", "valid_from", "valid_until"),
    **{f"programme_{name}": case for name, case in TERM.items()},
    **{
        f"programme_{name}_fits": Case({f"{name}_nl": "x" * most}, {f"{name}_nl": "x" * (most + 1)})
        for name, most in LENGTHS.items()
    },
    "programme_budget_not_negative": Case({"budget": 0}, {"budget": -1}),
    "programme_follows_another": Case({"predecessor": ProgrammeFactory}, {"predecessor": ITSELF}),
    **known("participation", role="lead", state="active"),
    **dated("participation", "valid_from", "valid_until"),
    **{f"participation_{name}": case for name, case in TERM.items()},
    "participation_of_one_party": Case({"authority": None, "city": "Lyon"}, {"city": "Lyon"}),
    "participation_country_is_iso": Case({"country": "NL"}, {"country": "nl"}),
    **known("programmepartner", role="coordinator"),
    **dated("programmepartner", "valid_from", "valid_until"),
    **{f"programmepartner_{name}": case for name, case in TERM.items()},
    **known("programmeresult", kind="activities"),
    **dated("programmeresult", "on"),
    "programmeresult_number_not_negative": Case({"number": 0}, {"number": "-0.01"}),
    "programmeresult_minimum_of_number": Case(
        {"is_minimum": True}, {"is_minimum": True, "number": None}
    ),
    "programmeresult_has_source": Case({"source": "Eindverslag"}, {"source": ""}),
    **known("programmesource", kind="partner"),
    "programmecontact_consent_recorded_by_and_consent_on": Case(
        AGREED, {"consent_on": "2026-03-01"}
    ),
    "programmecontact_name_by_consent": Case(
        {"name": "A. Jansen", **AGREED}, {"name": "A. Jansen"}
    ),
    **known("programmedocument", ring="public"),
    "programmedocument_is_file_or_link": Case(
        {"url": "", "file": "programmes/2026/gids.pdf"}, {"file": "programmes/2026/gids.pdf"}
    ),
    "programmedocument_language_is_known": Case({"language": "fy"}, {"language": "de"}),
}

ONCE = {
    "participation_authority_once": Once(
        ParticipationFactory,
        ("programme", "authority", "division"),
        {},
    ),
    "programmepartner_once": Once(
        make.ProgrammePartnerFactory,
        ("programme", "organisation", "role"),
        {"role": itertools.cycle(("lead", "partner", "coordinator")).__next__},
    ),
    "programmeoffice_once": Once(make.ProgrammeOfficeFactory, ("programme", "city_nl"), {}),
    "programmeresult_once_per_source": Once(
        make.ProgrammeResultFactory, ("programme", "what_nl", "source"), {}
    ),
    "programmesource_once": Once(make.ProgrammeSourceFactory, ("programme", "reference"), {}),
}
