"""What authorities learned: list, files and feed of the list, one practice and its kin."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.base.exports import as_csv, as_json
from partnerships.base.links import Links
from partnerships.base.translation import in_reader_language
from partnerships.base.views import Export, PublicDetail
from partnerships.exports import PRACTICE_COLUMNS
from partnerships.filters import PracticeFilter
from partnerships.models import Practice

from .faceted import FacetedList
from .practice_hits import remarks, snippet
from .presentation import VERIFICATION, crumbs, fact, listed, localised
from .related import related_to

# The story in its order; a part without text is named as not known.
STORY = (
    ("challenge", gettext_lazy("The challenge")),
    ("approach", gettext_lazy("What was done")),
    ("results", gettext_lazy("What came of it")),
    ("lesson", gettext_lazy("The lesson")),
    ("differently", gettext_lazy("What we would do differently")),
    ("resources", gettext_lazy("What it took")),
    ("difficulties", gettext_lazy("What was difficult")),
    ("success_factors", gettext_lazy("What helped")),
    ("transferability", gettext_lazy("Where else it can work")),
)


class OfPractices:
    """Practices in the orders that the question allows."""

    filterset_class = PracticeFilter

    @property
    def orders(self):
        return self.filterset.orders


class PracticeList(OfPractices, FacetedList):
    """The practices that match the filters, with the count of every further choice."""

    template_name = "partnerships/practice_list.html"
    queryset = Practice.objects.public()
    controls = ("q",)
    export = "practice-export"
    forms = ("csv", "json")
    everything = gettext_lazy("Show all practices and lessons")

    def rows(self):
        return self.filterset.qs.for_hits() if self.filterset.found else super().rows()

    def listed(self):
        found, context = self.filterset.found, super().listed()
        for practice in context["page"].rows:
            practice.snippet = snippet(found.query, practice) if found else ""
        return context | {"remarks": remarks(found) if found else []}

    def ways_to_sort(self):
        # Without words, the newest come first anyway.
        ways = super().ways_to_sort()
        return [way for place, way in enumerate(ways) if self.filterset.found or place != 1]

    def get_context_data(self, **kwargs):
        feed = Links(reverse("practice-feed"), self.request.GET).without("sort")
        follow = Links(reverse("practice-follow"), self.request.GET).without("sort")
        return super().get_context_data(feed_url=feed, follow_url=follow, **kwargs)

    def sentence(self, counts):
        found = ngettext(
            "%(total)s practice or lesson", "%(total)s practices and lessons", counts.total
        )
        return found % {"total": counts.total}


class PracticeExport(OfPractices, Export):
    """The practices of the list as CSV or JSON, with what the public may know of them."""

    queryset = Practice.objects.public().with_all()
    file_name = "chinapoort-practices"
    writers = {
        "csv": lambda rows: as_csv(PRACTICE_COLUMNS, rows),
        "json": lambda rows: as_json(PRACTICE_COLUMNS, rows),
    }


class PracticeDetail(PublicDetail):
    """What was done, what came of it, what others can learn from it, and how we know."""

    queryset = Practice.objects.public().with_all()
    template_name = "partnerships/practice_detail.html"
    context_object_name = "practice"

    def get_context_data(self, **kwargs):
        practice = self.object
        told = [(label, in_reader_language(practice, name)) for name, label in STORY]
        return super().get_context_data(
            told=practice.disclosed,
            facts=practice_facts(practice),
            crumbs=crumbs(_("Practices"), "practices", practice),
            title=in_reader_language(practice, "title"),
            summary=in_reader_language(practice, "summary"),
            story=[{"label": label, "text": text} for label, text in told if text.text],
            unknown=listed(str(label) for label, text in told if not text.text),
            opinion=in_reader_language(practice, "opinion"),
            verification_text=VERIFICATION[practice.verification],
            related=related_to(practice),
            today=date_format(timezone.localdate()),
            address=self.request.build_absolute_uri(practice.get_absolute_url()),
            **kwargs,
        )

    def renamed(self):
        return self.queryset.formerly(self.kwargs["slug"]).first()


def picture(request, pk):
    """Send the picture of a public practice that names somebody; its name says nothing."""
    practice = get_object_or_404(Practice.objects.public(), pk=pk)
    if not practice.disclosed.image:
        raise Http404
    try:
        return FileResponse(practice.disclosed.image.open())
    except FileNotFoundError as error:
        raise Http404 from error


def practice_facts(practice):
    """Return who, where and when, as far as the public may know; unknowns are left out."""
    told, organisation = practice.disclosed, practice.disclosed.organisation
    themes = [link.theme for link in practice.practicetheme_set.all()]
    facts = [
        fact(_("Kind"), practice.get_kind_display()),
        fact(_("Organisation in charge"), str(organisation or "")),
        fact(_("Partners"), listed(str(one) for one in told.partners)),
        fact(_("Location"), told.location),
        fact(_("Period"), _period(practice)),
        fact(_("Themes"), listed(str(theme) for theme in themes)),
    ]
    if tie := told.agreement:
        facts.append(fact(_("Came from"), tie.title, url=tie.get_absolute_url()))
    if practice.is_anonymous:
        facts.insert(1, fact(_("Authority"), _("known to us, not named at its own request")))
    return facts


def _period(practice):
    if practice.started_on and practice.ended_on:
        return _("%(start)s to %(end)s") % {
            "start": localised(practice.started_on),
            "end": localised(practice.ended_on),
        }
    return localised(practice.started_on)


def kind_label(practice):
    return capfirst(practice.get_kind_display())
