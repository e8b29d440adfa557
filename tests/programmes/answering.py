"""A survey that closed, with so many authorities for each answer."""

from tests.factories.surveys import (
    SurveyAnswerFactory,
    SurveyFactory,
    SurveyQuestionFactory,
    SurveyResponseFactory,
)


def answered(counts, *, kind="yes_no", consent="aggregate", survey=None, **question):
    """Return a closed survey of one question that ``{answer: number}`` authorities answered."""
    survey = survey or SurveyFactory(closed=True)
    asked = SurveyQuestionFactory(survey=survey, kind=kind, **question)
    for value, number in counts.items():
        for _one in range(number):
            response = SurveyResponseFactory(survey=survey, handed_in=True, consent=consent)
            told = list(value) if isinstance(value, tuple) else value
            SurveyAnswerFactory(response=response, question=asked, value=told)
    return survey
