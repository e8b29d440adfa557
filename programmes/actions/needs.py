"""From answers to needs, and from needs to what may help."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models import LocalAuthority, Practice, Theme
from programmes.base.disclosure import may_name
from programmes.models import Need, NeedMatch, SurveyAnswer
from programmes.models.needs import MatchReason, NeedState
from programmes.models.responses import ResponseState
from programmes.models.survey_questions import QuestionKind

from .need_meetings import match_meetings

# Of each need so many of the newest practices.
MOST_PRACTICES = 5


@transaction.atomic
def derive_needs(*, survey):
    """Make a need of each answer that tells one; returns how many there are now.

    Safe to repeat: what was derived keeps its state and matches, and goes when its answer did.
    """
    if not survey.is_closed(at=timezone.now()):
        raise ValidationError(_("Answers can change until the survey closes; derive needs then."))
    themes = {one.slug: one for one in Theme.objects.all()}
    answers = SurveyAnswer.objects.with_consent().filter(
        response__survey=survey,
        response__state=ResponseState.SUBMITTED,
        question__is_need=True,
    )
    kept = []
    for answer in answers.select_related("response__authority", "question__need_theme"):
        kept += [_need(answer, *told).pk for told in _told(answer, themes)]
    stale = Need.objects.filter(survey=survey, answer__isnull=False).exclude(pk__in=kept)
    stale.filter(state__in=(NeedState.HEARD, NeedState.MATCHED)).delete()
    return len(kept)


def _told(answer, themes):
    """Yield the part, theme and text of each need that an answer tells."""
    question = answer.question
    if question.kind == QuestionKind.THEME:
        known = [slug for slug in answer.value if slug in themes]
        yield from ((slug, themes[slug], themes[slug].name_nl) for slug in known)
    elif question.kind in (QuestionKind.SEVERAL, QuestionKind.CHOICE):
        labels = dict(question.options)
        codes = answer.value if isinstance(answer.value, list) else [answer.value]
        yield from ((one, question.need_theme, labels[one]) for one in codes if one in labels)
    elif question.kind == QuestionKind.TEXT:
        yield "", question.need_theme, answer.value
    elif answer.value == "yes":
        yield "", question.need_theme, question.text_nl


def _need(answer, part, theme, text):
    told = {"theme": theme, "text": text, "consent": answer.allowed or "none"}
    of = {"authority": answer.response.authority, "survey": answer.response.survey}
    need, _is_new = Need.objects.update_or_create(answer=answer, part=part, defaults=told | of)
    return need


@transaction.atomic
def match_needs(*, needs, by=None):
    """Look for what may help with needs with a theme; returns how many matches are new."""
    rows = list(needs.exclude(theme=None).select_related("authority", "theme"))
    peers, experts = _peers_by_theme(), _experts_by_theme()
    new = 0
    for need in rows:
        before = need.matches.count()
        _match_practices(need, by)
        match_meetings(need, by)
        _match_peers(need, peers[need.survey_id, need.theme_id], experts[need.theme_id], by)
        new += need.matches.count() - before
        if need.state == NeedState.HEARD and need.matches.exists():
            need.state = NeedState.MATCHED
            need.save(update_fields=["state", "updated_at"])
    return new


def _match_practices(need, by):
    """Add the newest public practices of others whose main theme this is."""
    own = Practice.objects.for_authorities([need.authority]).order_by().values("pk")
    found = Practice.objects.public().filter(
        practicetheme__theme=need.theme, practicetheme__rank__isnull=False
    )
    for practice in found.exclude(pk__in=own).order_by("-pk").distinct()[:MOST_PRACTICES]:
        NeedMatch.objects.get_or_create(
            need=need, practice=practice, defaults={"reason": MatchReason.SAME_THEME, "by": by}
        )


def _match_peers(need, peers, experts, by):
    """Keep as peers who agreed to be named and who offers expertise, and nobody else.

    The register itself tells who is an expert, so nobody found it; what a colleague found stays.
    """
    same, expert = MatchReason.SAME_NEED, MatchReason.EXPERTISE
    wanted = dict.fromkeys(peers, same) | dict.fromkeys(experts, expert)
    wanted.pop(need.authority_id, None)
    automatic = need.matches.filter(Q(reason=same) | Q(reason=expert, by=None), peer__isnull=False)
    for match in automatic:
        if wanted.get(match.peer_id) != match.reason:
            match.delete()
    for peer, reason in sorted(wanted.items()):
        found = {"reason": reason, "by": by if reason == same else None}
        NeedMatch.objects.get_or_create(need=need, peer_id=peer, defaults=found)


def _experts_by_theme():
    """Return the present authorities that offer expertise, by theme."""
    experts = defaultdict(set)
    present = LocalAuthority.objects.existing(on=timezone.localdate())
    offered = present.exclude(expertise_themes=None).order_by()
    for theme, authority in offered.values_list("expertise_themes", "pk"):
        experts[theme].add(authority)
    return experts


def _peers_by_theme():
    """Return the authorities that may be named as having a need, by survey and theme.

    Nobody is named where that would leave fewer than five unnamed: with the figures beside it,
    one could tell who they are.
    """
    everybody, named = defaultdict(set), defaultdict(set)
    rows = Need.objects.exclude(theme=None)
    for survey, theme, authority in rows.values_list("survey", "theme", "authority"):
        everybody[survey, theme].add(authority)
    for survey, theme, authority in rows.named().values_list("survey", "theme", "authority"):
        named[survey, theme].add(authority)
    safe = {key: those for key, those in named.items() if may_name(len(those), len(everybody[key]))}
    return defaultdict(set, safe)
