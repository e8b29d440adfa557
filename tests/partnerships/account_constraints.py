"""The constraints of accounts, with values they accept and refuse."""

from tests.factories import partnerships as make
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.contacts import ContactFactory, MessageCountFactory

from .constraint_cases import Case, Once, known

NOW = "2026-03-01T12:00Z"

RECORDS = {
    "membership": MembershipFactory,
    "invitation": InvitationFactory,
    "contact": ContactFactory,
}


def signed(model, *verbs):
    """Return the cases of steps that have both a person and a moment, or neither."""
    return {
        f"{model}_{verb}_by_and_{verb}_at": Case(
            {f"{verb}_by": make.UserFactory, f"{verb}_at": NOW}, {f"{verb}_at": NOW}
        )
        for verb in verbs
    }


CASES = {
    **known("membership", role="coordinator"),
    **signed("membership", "ended"),
    "invitation_role_is_known": Case(
        {"role": "staff", "authority": None}, {"role": "?", "authority": None}
    ),
    "invitation_authority_by_role": Case({"role": "reader"}, {"role": "liaison"}),
    **signed("invitation", "accepted", "withdrawn"),
    "contact_consent_recorded_by_and_consent_given_on": Case(
        {"consent_recorded_by": make.UserFactory, "consent_given_on": "2026-03-01"},
        {"consent_given_on": "2026-03-01"},
    ),
    "invitation_accepted_or_withdrawn": Case(
        {"accepted_by": make.UserFactory, "accepted_at": NOW},
        {
            "accepted_by": make.UserFactory,
            "accepted_at": NOW,
            "withdrawn_by": make.UserFactory,
            "withdrawn_at": NOW,
        },
    ),
}

ONCE = {
    "contact_once": Once(ContactFactory, ("email", "authority"), {}),
    "messagecount_once_a_day": Once(MessageCountFactory, ("authority", "sent_on"), {}),
    "membership_once_at_a_time": Once(MembershipFactory, ("user", "authority"), {}),
    "invitation_once_open": Once(InvitationFactory, ("email", "authority"), {}),
}
