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
    "NeedMatch": {O: "need practice peer reason", S: "by"},
}
