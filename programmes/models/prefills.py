"""What is known already when an authority begins to answer: from the register, from last time."""

from partnerships.models import Agreement, Theme

from .responses import SurveyResponse
from .survey_questions import Prefill, QuestionKind


def prefilled(response, questions):
    """Return ``{code: answer}`` of what can be filled in beforehand, to be checked."""
    sources = {
        Prefill.TIES: lambda one: _ties(response.authority),
        Prefill.POPULATION: lambda one: response.authority.population,
        Prefill.THEMES: lambda one: _themes(response.authority),
        Prefill.FORMER: lambda one: _former_value(one, former),
    }
    wanted = [one for one in questions if one.prefill]
    former = _former(response) if any(one.prefill == Prefill.FORMER for one in wanted) else {}
    found = {one.code: sources[one.prefill](one) for one in wanted}
    return {code: value for code, value in found.items() if value not in (None, [], "")}


def _ties(authority):
    return Agreement.objects.for_authorities([authority]).public().running().count()


def _themes(authority):
    ties = Agreement.objects.for_authorities([authority]).public()
    slugs = Theme.objects.filter(agreementtheme__agreement__in=ties.order_by().values("pk"))
    return list(slugs.distinct().values_list("slug", flat=True))


def _former(response):
    """Return ``{code: (kind, answer)}`` of what the authority handed in the former time."""
    rows = SurveyResponse.objects.submitted().filter(
        survey=response.survey.former_id, authority=response.authority_id
    )
    answers = [one for row in rows for one in row.answers.select_related("question")]
    return {one.question.code: (one.question.kind, one.value) for one in answers}


def _former_value(question, former):
    """Return the answer of last time if it can be given again: same kind, and still listed."""
    kind, value = former.get(question.code, ("", None))
    if kind != question.kind:
        return None
    codes = {code for code, _label in question.options}
    if kind == QuestionKind.SEVERAL:
        return [one for one in value if one in codes]
    return None if kind == QuestionKind.CHOICE and value not in codes else value
