"""The constraints of meetings and registrations."""

from programmes.models.events import EVENT_LENGTHS
from tests.factories import partnerships as make
from tests.factories.events import EventDocumentFactory, EventFactory, RegistrationFactory, in_days
from tests.partnerships.constraint_cases import Case, Once, known, moved

RECORDS = {
    "event": EventFactory,
    "eventdocument": EventDocumentFactory,
    "registration": RegistrationFactory,
}

CASES = {
    **known(
        "event",
        publication="draft",
        kind="webinar",
        audience="chatham",
        zone="Asia/Macau",
        form="both",
        language="zh-hans",
    ),
    **moved("event"),
    "event_cancelled_by_and_cancelled_at": Case(
        {"cancelled_by": make.UserFactory, "cancelled_at": "2026-03-01T12:00Z"},
        {"cancelled_by": make.UserFactory},
    ),
    **{
        f"event_{name}_fits": Case({f"{name}_nl": "x" * most}, {f"{name}_nl": "x" * (most + 1)})
        for name, most in EVENT_LENGTHS.items()
    },
    "event_ends_after_start": Case(
        {"ends_at": lambda: in_days(11)}, {"ends_at": lambda: in_days(9)}
    ),
    "event_closes_after_opening": Case(
        {
            "registration_opens_at": lambda: in_days(1),
            "registration_closes_at": lambda: in_days(2),
        },
        {
            "registration_opens_at": lambda: in_days(2),
            "registration_closes_at": lambda: in_days(1),
        },
    ),
    "event_has_a_place": Case({"capacity": 1}, {"capacity": 0}),
    **known("eventdocument", ring="public"),
    "eventdocument_is_file_or_link": Case(
        {"url": "", "file": "events/2026/slides.pdf"}, {"file": "events/2026/slides.pdf"}
    ),
    "eventdocument_language_is_known": Case({"language": "fy"}, {"language": "de"}),
    **known("registration", state="cancelled", language="en", attendance="came"),
    "registration_official_by_account": Case(
        {"user": make.UserFactory, "name": "", "email": ""}, {"user": make.UserFactory}
    ),
}

ONCE = {
    "registration_one_per_number": Once(RegistrationFactory, ("event", "number"), {}),
    "registration_official_once": Once(
        RegistrationFactory,
        ("event", "user"),
        {"user": make.UserFactory, "name": "", "email": ""},
    ),
    "registration_mailbox_once": Once(RegistrationFactory, ("event", "email"), {}),
}
