"""Which records an address can be about: what the sweeps put in the positions of it."""

# What the addresses of a name are about; the keys of all its records stand in every position.
ABOUT = (
    ("agreement", "Agreement"),
    ("authority", "LocalAuthority"),
    ("call", "Call"),
    ("colleague-invite", "LocalAuthority"),
    ("colleague", "Membership"),
    ("document", "Document"),
    ("event-document", "EventDocument"),
    ("event", "Event"),
    ("faq", "FaqEntry"),
    ("invitation-", "Invitation"),
    ("my-agreement", "Agreement"),
    ("my-authority", "LocalAuthority"),
    ("my-call", "Call"),
    ("my-checklist", "Checklist"),
    ("my-enrolment", "Enrolment"),
    ("my-contact", "Contact"),
    ("my-commitment", "Exchange"),
    ("my-event-document", "EventDocument"),
    ("my-event", "Event"),
    ("my-exchange", "Exchange"),
    ("my-practice", "Practice"),
    ("my-proposal", "Agreement"),
    ("my-question", "Question"),
    ("news", "NewsItem"),
    ("my-survey-begin", "Survey"),
    ("my-survey", "SurveyResponse"),
    ("practice", "Practice"),
    ("programme-document", "ProgrammeDocument"),
    ("my-overview", "LocalAuthority"),
    ("programme", "Programme"),
    ("proposal", "Proposal"),
    ("survey", "Survey"),
    ("registration", "Registration"),
)
PARTS = {"answer": "EnrolmentAnswer", "attachment": "Attachment", "commitment": "Commitment"}


def keys_of(name, parameter, records):
    """Return the keys of records that an address of some name can stand for; else all there are."""
    noun = next((noun for start, noun in ABOUT if name.startswith(start)), "")
    noun = PARTS.get(parameter, noun)
    wanted = [record for record in records if type(record).__name__ == noun] or records
    field = "pk" if parameter in PARTS else parameter
    return sorted({getattr(record, field) for record in wanted if hasattr(record, field)})
