"""The constraints of programmes and participations."""

from programmes.models.programmes import LENGTHS
from tests.factories.programmes import ParticipationFactory, ProgrammeFactory
from tests.partnerships.constraint_cases import ITSELF, Case, Once, dated, known, moved

RECORDS = {"programme": ProgrammeFactory, "participation": ParticipationFactory}

TERM = {
    "valid_until_after_valid_from": Case(
        {"valid_from": "2021-01", "valid_until": "2021"},
        {"valid_from": "2021-02", "valid_until": "2021-01"},
    )
}
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
}

ONCE = {
    "participation_authority_once": Once(
        ParticipationFactory,
        ("programme", "authority", "division"),
        {},
    ),
}
