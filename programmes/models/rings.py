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
    "Call": {
        P: "programme round title slug summary opens_at closes_at decision_on kinds "
        "minimum_population provinces is_open_to_groups places focus costs_covered website faq "
        "result",
        A: "internal_deadline_on",
    },
    "CallExtension": {P: "call from_at to_at reason", S: "extended_by extended_at"},
    "CallQuestion": {P: "call position kind label help is_required most choices"},
    "Criterion": {P: "call name weight"},
    "Enrolment": {
        O: "call authority co_applicants division focus earlier mandate_body mandate_on "
        "has_consent state submitted_by submitted_at eligibility questions feedback decided_at",
        S: "decided_by",
    },
    "EnrolmentAnswer": {O: "enrolment question value file file_title"},
    "EnrolmentMove": {O: "enrolment from_state to_state moved_by moved_at message"},
    "EnrolmentReminder": {S: "enrolment closes_at days sent_at"},
    "Score": {S: "enrolment criterion points scored_by"},
    "NewsItem": {
        P: "title slug published_at programme lead body themes image image_alt image_caption",
    },
    "NewsSource": {P: "news_item kind reference consulted_on", S: "note"},
    "Survey": {
        P: "title slug wave year former programme purpose privacy retention_months opens_at "
        "closes_at",
        S: "targets",
    },
    # Of a survey that is not published only staff knows.
    "SurveyQuestion": {
        P: "survey position code text kind choices",
        A: "help is_required shown_when shown_for prefill is_need need_theme",
    },
    "SurveyReminder": {S: "survey authority step sent_at"},
    # Figures of at least five tell of answers to everybody, as far as these agreed.
    "SurveyResponse": {O: "survey authority consent state submitted_by submitted_at"},
    "SurveyAnswer": {O: "response question value consent"},
    # National government sees those that may be shared with it.
    "Need": {O: "authority theme text state survey consent", S: "answer part"},
    "NeedMatch": {O: "need practice peer event reason", S: "by"},
    # What is for authorities only is told to others as far as TEASER says; see Event.told().
    "Event": {
        P: "title slug kind audience organiser programme themes starts_at ends_at zone form venue "
        "accessibility language description speakers report capacity registration_opens_at "
        "registration_closes_at cancelled_at",
        A: "link",
        O: "cancelled_by",
    },
    # Of one that is for authorities, the row as a whole is theirs.
    "EventDocument": {P: "event title url file language", S: "ring"},
    # Who comes is read by that person and the desk alone, at some meetings only at the door.
    "Registration": {
        S: "event number user name email language has_consent state registered_at reminded_at "
        "attendance token",
    },
}
