"""Who may see each field of each record, said once.

The ring of a field holds for a record that is published. What is not published yet, or not
released, is for the own authority and staff whatever the field says: the querysets ``public()``
and ``visible_to()`` decide that about rows. A field without a ring fails the tests, and a test
plants a marker in every field and looks for it at every address as everybody.
"""

from partnerships.base.rings import Ring
from partnerships.base.translation import LANGUAGES, to_attribute

P, A, O, S = Ring.PUBLIC, Ring.AUTHORITIES, Ring.OWN, Ring.STAFF  # noqa: E741 -- as in the table

# Fields of many records.
TIMES = {S: "created_at updated_at"}
MOVES = {P: "moved_at", O: "publication moved_by"}
# What the database and the program derive from the rest; it is never shown as it is.
DERIVED = {S: "search searched facets sort_title sort_name"}

# A translated field is named without its language, a list of records as any other field.
OF_PLACES = {
    "Theme": {P: "slug name position"},
    "LocalAuthority": {
        P: "slug latitude longitude wikidata_qid kind name aliases code province population "
        "population_on website policy_url valid_from valid_until successors",
        A: "email expertise expertise_themes interests",
    },
    "ChineseDivision": {
        P: "slug latitude longitude wikidata_qid code level parent province name_zh pinyin "
        "name former_names post partner_list_url partner_list_checked_on",
    },
    "Organisation": {P: "name kind country authority division website"},
}
OF_AGREEMENTS = {
    "Agreement": {
        P: "title slug kind document_form origin first_contact_year signed_on signed_in "
        "signatories valid_from valid_until is_tacitly_renewed notice_months replaced_by "
        "decision_body decided_on decision_url summary aims keywords verification confirmed_on "
        "public_status public_status_on since themes",
        # Cost and staff time become public when the authority releases them.
        O: "yearly_cost staff_time is_cost_released status confirmed_by",
        S: "alignment",
    },
    "AgreementTheme": {P: "theme rank agreement"},
    "Participant": {P: "agreement authority division role from_on until_on"},
    "Pair": {P: "agreement authority division kind is_running"},
    "StatusChange": {
        P: "agreement position status on is_latest decision_body decision_url reason note",
        S: "is_public",
    },
    "Result": {P: "agreement year text evidence", O: "is_released"},
    "Document": {P: "agreement title url file language", S: "ring"},
    "Source": {
        P: "agreement authority division practice kind reference consulted_on",
        S: "note",
    },
    "Proposal": {
        O: "agreement practice exchange authority changes base note state proposed_by "
        "proposed_at decided_by decided_at reason",
    },
}
OF_EXCHANGES = {
    # What is planned is for every signed-in authority; see Exchange.shows().
    "Exchange": {
        P: "title direction purpose agreement from_on until_on results report_url authorities "
        "divisions organisations themes",
        A: "open_until authority level state state_at leader_role size composition host",
        O: "cost report questions state_by",
    },
    "Commitment": {O: "exchange text owner due_on done_on"},
    "ExchangePreparation": {O: "exchange item state note"},
    # For both sides of the conversation.
    "ExchangeMessage": {O: "exchange authority is_answer text written_by written_at"},
    "PostNotice": {O: "exchange addressee text sent_by sent_at"},
}
OF_WORK = {
    "ConfirmationRound": {O: "year closes_on", S: "opened_by opened_at"},
    "Confirmation": {O: "agreement authority year confirmed_by confirmed_at is_by_mail"},
    "Reminder": {S: "authority year step sent_at"},
    # National government sees those that are shared with it too.
    "Question": {O: "authority asked_by subject state shared_by shared_at themes"},
    "Message": {O: "question written_by written_at text"},
    "Attachment": {O: "message name", S: "file"},
    "FaqEntry": {P: "slug title answer themes", S: "origin cleared_by cleared_at"},
    "Checklist": {
        O: "authority kind title agreement exchange is_shared started_by started_at",
    },
    "ChecklistAnswer": {O: "checklist item reply note"},
}
OF_PRACTICES = {
    "Practice": {
        P: "title slug kind summary authority other_authorities organisation partners divisions "
        "location is_anonymous started_on ended_on agreement exchange themes keywords challenge "
        "approach resources results difficulties success_factors lesson differently "
        "transferability image image_alt verification confirmed_on opinion validated_on",
        A: "sensitive",
        O: "created_by confirmed_by validated_by",
    },
    "PracticeTheme": {P: "theme rank practice"},
    "Evidence": {P: "practice indicator before after source"},
    "Reuse": {P: "practice authority on adapted outcome"},
    "PracticeLink": {P: "practice title url language"},
    "PracticeMove": {O: "practice from_state to_state moved_by moved_at message"},
}
OF_PEOPLE = {
    # Colleagues of one authority know each other; nobody else does.
    "User": {
        O: "email name",
        S: "password last_login is_superuser is_active is_staff is_liaison groups user_permissions",
    },
    "Membership": {O: "user authority role is_deputy", S: "ended_by ended_at"},
    "Invitation": {
        O: "email authority role invited_at",
        S: "name language invited_by accepted_by accepted_at withdrawn_by withdrawn_at",
    },
    # A contact person with recorded consent is public; without, of the own authority.
    "Contact": {
        P: "authority name role email phone",
        O: "consent_given_on consent_recorded_by",
    },
    "MessageCount": {S: "authority sent_on message_count"},
    "Subscription": {S: "email query language token asked_at confirmed_at sent_at"},
}
RINGS = OF_PLACES | OF_AGREEMENTS | OF_EXCHANGES | OF_PRACTICES | OF_WORK | OF_PEOPLE


def declare(rings):
    """Add the rings of the models of another app."""
    RINGS.update(rings)


def ring_of(model, name):
    """Return the ring of a field; raises KeyError when nobody has decided it."""
    for rings in (RINGS[model.__name__], TIMES, MOVES, DERIVED):
        for ring, names in rings.items():
            if plain(name) in names.split() or name in names.split():
                return ring
    raise KeyError(f"{model.__name__}.{name}")


def plain(name):
    """Return the name of a translated field without its language."""
    for code in LANGUAGES:
        ending = to_attribute("", code)
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


def fields_of(model):
    """Return every field of a record that could be shown."""
    concrete = [field for field in model._meta.concrete_fields if not field.primary_key]
    return [*concrete, *model._meta.local_many_to_many]
