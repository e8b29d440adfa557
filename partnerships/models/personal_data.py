"""What the portal holds of persons, table by table: nothing is held that is not declared here.

One block for each model, in alphabetical order. A test finds every column of every installed app
that may tell of a person; a new one is declared in PERSONAL, or in NOT_PERSONAL with the reason.
Export, erasure, retention and docs/processing-register.md all read this file.
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from partnerships.base.personal import Personal

# Days after which apply_retention removes something.
INVITATION_DAYS_KEPT = 90
MEMBERSHIP_DAYS_KEPT = 2 * 365
ACCOUNT_DAYS_KEPT = 365
CONTACT_DAYS_KEPT = 365
HISTORY_DAYS_KEPT = 2 * 365

CONSENT = _("consent (GDPR, article 6, paragraph 1, under a)")
INTEREST = _("legitimate interest (GDPR, article 6, paragraph 1, under f)")

WITH_ACCOUNT = _("as long as the account exists")
WITH_SESSION = _("until the session ends")
WITH_RECORD = _("as long as the record; after erasure without a name")

TRAIL = _("show who did what to a record")


def stamped(*fields):
    """Return the declaration of columns that say who did something to a record."""
    return Personal(
        fields=fields, mentions=fields, purpose=TRAIL, basis=INTEREST, retention=WITH_RECORD
    )


PERSONAL = {
    "account.EmailAddress": Personal(
        fields=("user", "email"),
        own_user="user",
        purpose=_("let a person change the address to sign in with"),
        basis=INTEREST,
        retention=WITH_ACCOUNT,
    ),
    "account.EmailConfirmation": Personal(
        fields=("email_address", "key"),
        own_user="email_address__user",
        secret=("key",),
        purpose=_("let a person change the address to sign in with"),
        basis=INTEREST,
        retention=WITH_ACCOUNT,
    ),
    "admin.LogEntry": Personal(
        fields=("user", "object_repr", "change_message"),
        own_user="user",
        kept=True,
        purpose=_("show what staff did at the desk"),
        basis=INTEREST,
        retention=WITH_RECORD,
    ),
    "mfa.Authenticator": Personal(
        fields=("user", "data"),
        own_user="user",
        secret=("data",),
        purpose=_("check the second step of signing in"),
        basis=INTEREST,
        retention=WITH_ACCOUNT,
    ),
    "partnerships.Agreement": stamped("confirmed_by", "moved_by"),
    "partnerships.Checklist": stamped("started_by"),
    "partnerships.Confirmation": stamped("confirmed_by"),
    "partnerships.ConfirmationRound": stamped("opened_by"),
    "partnerships.Contact": Personal(
        fields=("name", "role", "email", "phone", "consent_recorded_by"),
        own_email="email",
        mentions=("consent_recorded_by",),
        purpose=_("tell others whom to speak to at an authority"),
        basis=CONSENT,
        retention=format_lazy(
            _("{days} days after the last change, unless there is consent"), days=CONTACT_DAYS_KEPT
        ),
        history_days=CONTACT_DAYS_KEPT,
    ),
    "partnerships.Exchange": stamped("moved_by", "state_by"),
    "partnerships.ExchangeMessage": stamped("written_by"),
    "partnerships.FaqEntry": stamped("cleared_by"),
    "partnerships.Invitation": Personal(
        fields=("email", "name", "invited_by", "accepted_by", "withdrawn_by"),
        own_email="email",
        mentions=("invited_by", "accepted_by", "withdrawn_by"),
        purpose=_("let the right people in"),
        basis=INTEREST,
        retention=format_lazy(_("{days} days after it was sent"), days=INVITATION_DAYS_KEPT),
        history_days=INVITATION_DAYS_KEPT,
    ),
    "partnerships.Membership": Personal(
        fields=("user", "role", "ended_by"),
        own_user="user",
        mentions=("ended_by",),
        kept=True,
        purpose=_("know who may act for which authority"),
        basis=INTEREST,
        retention=format_lazy(_("{days} days after it ended"), days=MEMBERSHIP_DAYS_KEPT),
    ),
    "partnerships.Message": stamped("written_by"),
    "partnerships.PostNotice": stamped("sent_by"),
    "partnerships.Practice": stamped("confirmed_by", "created_by", "moved_by", "validated_by"),
    "partnerships.PracticeMove": stamped("moved_by"),
    "partnerships.Proposal": stamped("decided_by", "proposed_by"),
    "partnerships.Question": stamped("asked_by", "shared_by"),
    "partnerships.Subscription": Personal(
        fields=("email", "query", "language", "token"),
        own_email="email",
        secret=("token",),
        purpose=_("mail what is new in a search"),
        basis=CONSENT,
        retention=_("until the reader stops; unconfirmed, seven days"),
    ),
    "partnerships.User": Personal(
        fields=("email", "name", "password", "last_login"),
        own_email="email",
        secret=("password",),
        kept=True,
        purpose=_("let a person sign in, and show colleagues who it is"),
        basis=INTEREST,
        retention=format_lazy(
            _("{days} days after the account was closed"), days=ACCOUNT_DAYS_KEPT
        ),
        history_days=HISTORY_DAYS_KEPT,
    ),
    "partnerships.User_groups": Personal(
        fields=("user",),
        own_user="user",
        purpose=_("know what a person may do at the desk"),
        basis=INTEREST,
        retention=WITH_ACCOUNT,
    ),
    "partnerships.User_user_permissions": Personal(
        fields=("user",),
        own_user="user",
        purpose=_("know what a person may do at the desk"),
        basis=INTEREST,
        retention=WITH_ACCOUNT,
    ),
    "pghistory.Context": Personal(
        fields=("metadata",),
        own_user="metadata__user",
        kept=True,
        purpose=TRAIL,
        basis=INTEREST,
        retention=WITH_RECORD,
    ),
    "sessions.Session": Personal(
        fields=("session_key", "session_data"),
        secret=("session_key", "session_data"),
        purpose=_("remember that somebody is signed in"),
        basis=INTEREST,
        retention=WITH_SESSION,
    ),
    "socialaccount.SocialAccount": Personal(
        fields=("user", "uid", "extra_data"),
        own_user="user",
        purpose=_("let a person sign in through the own organisation"),
        basis=INTEREST,
        retention=WITH_ACCOUNT,
    ),
    "socialaccount.SocialToken": Personal(
        fields=("token", "token_secret"),
        own_user="account__user",
        secret=("token", "token_secret"),
        purpose=_("let a person sign in through the own organisation"),
        basis=INTEREST,
        retention=WITH_ACCOUNT,
    ),
    "usersessions.UserSession": Personal(
        fields=("user", "ip", "user_agent", "session_key", "data"),
        own_user="user",
        secret=("session_key",),
        purpose=_("show a person where the account is in use"),
        basis=INTEREST,
        retention=WITH_SESSION,
    ),
}

# Columns that look as if they told of a person, and why they do not.
NOT_PERSONAL = {
    "auth.Group": {"name": "a set of rights"},
    "auth.Permission": {"name": "a right"},
    "partnerships.Attachment": {"name": "the name of a file"},
    "partnerships.LocalAuthority": {
        "email": "the general mailbox of an authority",
        "name": "a place",
    },
    "partnerships.Organisation": {"name": "a company, institution or network"},
    "partnerships.PostNotice": {"addressee": "the general mailbox of a post"},
    "socialaccount.SocialApp": {"name": "a service to sign in with"},
}


def declare(personal, not_personal):
    """Add what the tables of another app hold of persons, in alphabetical order."""
    for own, more in ((PERSONAL, personal), (NOT_PERSONAL, not_personal)):
        everything = sorted((own | more).items())
        own.clear()
        own.update(everything)
