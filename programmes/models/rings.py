"""Who may see each field of what VNG International runs; see partnerships/models/rings.py."""

from partnerships.base.rings import Ring

P, A, O, S = Ring.PUBLIC, Ring.AUTHORITIES, Ring.OWN, Ring.STAFF  # noqa: E741 -- as in the table

RINGS = {
    "Programme": {
        P: "name acronym slug kind summary funder budget client objective background focus "
        "countries who_can_join support effort valid_from valid_until website predecessor themes "
        "practices exchanges",
    },
    "Participation": {
        P: "programme authority division city country cluster role state valid_from valid_until "
        "note themes source",
    },
    "ProgrammePartner": {
        P: "programme organisation role valid_from valid_until note source",
    },
    "ProgrammeOffice": {P: "programme city address role"},
    "ProgrammeResult": {P: "programme kind what number is_minimum on source"},
    "ProgrammeSource": {P: "programme kind reference consulted_on", S: "note"},
    # A name stands there with consent alone; the database sees to that.
    "ProgrammeContact": {
        P: "programme role email name",
        S: "consent_on consent_recorded_by",
    },
    "ProgrammeDocument": {P: "programme title url file language", S: "ring"},
}
