"""Who may see each field of what VNG International runs; see partnerships/models/rings.py."""

from partnerships.base.rings import Ring

P, A, O, S = Ring.PUBLIC, Ring.AUTHORITIES, Ring.OWN, Ring.STAFF  # noqa: E741 -- as in the table

RINGS = {
    "Programme": {
        P: "name acronym slug kind summary funder budget client objective background focus "
        "countries who_can_join support effort valid_from valid_until website predecessor themes "
        "practices",
    },
    "Participation": {
        P: "programme authority division city country cluster role state valid_from valid_until "
        "note themes source",
    },
    # What is for authorities only is told to others as far as TEASER says; see Event.told().
    "Event": {
        P: "title slug kind audience organiser programme themes starts_at ends_at zone form venue "
        "accessibility language description speakers report capacity registration_opens_at "
        "registration_closes_at cancelled_at",
        A: "link",
        O: "cancelled_by",
    },
    # Nobody reads who comes but the person and the desk, and at some meetings not even the desk.
    "Registration": {
        S: "event number user name email language has_consent state registered_at reminded_at "
        "attendance token",
    },
}
