"""The page and the suggestions that put the search into words, in the reader's language."""

from urllib.parse import urlencode

import django_filters
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View

from partnerships.base.filters import StrictFilterSet
from partnerships.base.search import LONGEST_QUERY
from partnerships.base.translation import in_reader_language
from partnerships.base.views import Export, public_cache
from partnerships.models import Agreement
from partnerships.views.presentation import tone
from programmes.views.programme_account import stage_tone, term

from . import search

MOST_HITS, MOST_SUGGESTIONS = 5, 3
# What a noun is called above its hits, and what leads to all of them.
NOUNS = {
    "agreements": (gettext_lazy("Agreements"), gettext_lazy("All %(count)s agreements")),
    "practices": (gettext_lazy("Practices"), gettext_lazy("All %(count)s practices")),
    "programmes": (gettext_lazy("Programmes"), gettext_lazy("All %(count)s programmes")),
    "authorities": (gettext_lazy("Authorities"), gettext_lazy("All %(count)s authorities")),
    "divisions": (gettext_lazy("Places in China"), gettext_lazy("All %(count)s places in China")),
    "themes": (gettext_lazy("Themes"), gettext_lazy("Agreements on all %(count)s themes")),
    "faq": (gettext_lazy("Questions and answers"), gettext_lazy("All questions and answers")),
    "news": (gettext_lazy("News"), gettext_lazy("All %(count)s news items")),
}


class SearchFilter(StrictFilterSet):
    """The one question of the search: words."""

    page_parameters = ()
    q = django_filters.CharFilter(
        label=gettext_lazy("words"),
        max_length=LONGEST_QUERY,
        error_messages={"max_length": gettext_lazy("Write at most %(limit_value)s characters.")},
    )

    class Meta:
        model = Agreement
        fields = []


class Asked:
    """The words that an address asks for, or why it is refused."""

    def read(self):
        """Return the words and the refusals; where there is one, the other is empty."""
        filterset = SearchFilter(self.request.GET, queryset=Agreement.objects.none())
        if filterset.is_valid():
            return filterset.form.cleaned_data["q"], []
        return "", [
            refusal.shown("q" if refusal.name == "q" else "") for refusal in filterset.refusals
        ]


@public_cache
class Search(Asked, TemplateView):
    """One box over all public nouns."""

    template_name = "portal/search.html"

    def get(self, request, *args, **kwargs):
        text, refusals = self.read()
        found = search.find(text, NOUNS, most=MOST_HITS)
        near = search.near_names(text) if text and not found else []
        context = self.get_context_data(
            text=text,
            typed=request.GET.get("q", ""),
            refusals=refusals,
            sentence=_sentence(text, found),
            groups=[_group(one, text, MOST_HITS) for one in found],
            ways_out=[{"label": _("Show all agreements"), "url": reverse("agreements")}],
            near=[
                {
                    "label": _("Did you mean %(name)s?") % {"name": name},
                    "url": f"{request.path}?{urlencode({'q': name})}",
                }
                for name in near
            ],
        )
        return self.render_to_response(context, status=400 if refusals else 200)


@public_cache
class Suggestions(Asked, View):
    """The first hits while somebody types, for the script of the search box."""

    nouns = ("agreements", "practices", "authorities", "divisions")

    def get(self, request):
        text, refusals = self.read()
        if refusals:
            return Export.refuse(refusal["text"] for refusal in refusals)
        found = search.find(text, self.nouns, most=MOST_SUGGESTIONS)
        groups = [_group(one, text, MOST_SUGGESTIONS) for one in found]
        total = sum(len(group["hits"]) for group in groups)
        sentence = ngettext("%(count)s suggestion", "%(count)s suggestions", total)
        return JsonResponse({"sentence": sentence % {"count": total}, "groups": groups})


def _sentence(text, found):
    total = sum(one.total for one in found)
    if not total:
        return _("Nothing found for “%(text)s”") % {"text": text}
    sentence = ngettext(
        "%(count)s result for “%(text)s”", "%(count)s results for “%(text)s”", total
    )
    return sentence % {"count": total, "text": text}


def _group(found, text, most):
    """Return the first hits of a noun under its name, with the way to all of them."""
    label, everything = NOUNS[found.noun]
    more = found.total > most
    return {
        "noun": found.noun,
        "label": str(label),
        "count": found.total,
        "hits": [HITS[found.noun](record) for record in found.records[:most]],
        "more_label": everything % {"count": found.total} if more else "",
        "more_url": _everything(found, text) if more else "",
    }


def _everything(found, text):
    if found.noun == "themes":
        return _about(found.records)
    if found.noun == "faq":
        return reverse("faq")
    return f"{reverse(found.noun)}?{urlencode({'q': text})}"


def _about(themes):
    """Return the address of the agreements on some themes; their list chooses nothing."""
    return f"{reverse('agreements')}?{urlencode([('theme', theme.slug) for theme in themes])}"


def _ties(record):
    count = record.agreement_count
    return ngettext("%(count)s tie", "%(count)s ties", count) % {"count": count} if count else ""


def _hit(label, url, facts, **further):
    return {
        "label": label,
        "url": url,
        "facts": [str(fact) for fact in facts if fact],
        "lang": "",
        "characters": "",
        "status": "",
        "tone": "",
        **further,
    }


def _agreement(agreement):
    title = in_reader_language(agreement, "title")
    status = agreement.get_public_status_display() or _("no public status")
    return _hit(
        title.text,
        agreement.get_absolute_url(),
        [agreement.get_kind_display()],
        lang=title.lang,
        status=str(status),
        tone=tone(agreement.public_status),
    )


def _practice(practice):
    title, told = in_reader_language(practice, "title"), practice.disclosed
    places = [*told.authorities, *told.divisions]
    facts = [practice.get_kind_display(), *(str(place) for place in places)]
    return _hit(title.text, practice.get_absolute_url(), facts, lang=title.lang)


def _programme(programme):
    name = in_reader_language(programme, "name")
    stage = programme.stage(on=timezone.localdate())
    return _hit(
        name.text,
        programme.get_absolute_url(),
        [programme.get_kind_display(), programme.acronym, term(programme)],
        lang=name.lang,
        status=str(stage.label),
        tone=stage_tone(stage),
    )


def _authority(authority):
    facts = [authority.get_kind_display(), authority.province, _ties(authority)]
    return _hit(str(authority), authority.get_absolute_url(), facts)


def _division(division):
    facts = [division.get_level_display(), division.province, _ties(division)]
    characters = division.name_zh if division.name_zh != str(division) else ""
    return _hit(str(division), division.get_absolute_url(), facts, characters=characters)


def _theme(theme):
    return _hit(str(theme), _about([theme]), [_ties(theme)])


def _faq(entry):
    title = in_reader_language(entry, "title")
    return _hit(title.text, entry.get_absolute_url(), [_("question")], lang=title.lang)


def _news(item):
    title = in_reader_language(item, "title")
    facts = [date_format(timezone.localdate(item.published_at))]
    return _hit(title.text, item.get_absolute_url(), facts, lang=title.lang)


HITS = {
    "agreements": _agreement,
    "practices": _practice,
    "programmes": _programme,
    "authorities": _authority,
    "divisions": _division,
    "themes": _theme,
    "faq": _faq,
    "news": _news,
}
