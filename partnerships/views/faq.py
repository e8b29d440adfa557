"""What the contact point answered, for everybody, without saying who asked."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from partnerships.base.views import FilteredList, public_cache
from partnerships.filters import FaqFilter
from partnerships.models import FaqEntry, Theme

from .presentation import crumbs


class FaqList(FilteredList):
    """The public answers, all or those on one theme."""

    template_name = "partnerships/faq_list.html"
    queryset = FaqEntry.objects.public()
    filterset_class = FaqFilter
    orders = {"": None}

    def listed(self):
        return {
            "entries": self.filterset.qs.distinct(),
            "theme": self.filterset.form.cleaned_data["theme"],
            "themes": self.themes(),
        }

    def themes(self):
        """Return the themes on which there is an answer, each with how many."""
        public = FaqEntry.objects.public()
        rows = Theme.objects.filter(faq_entries__in=public)
        return rows.annotate(entry_count=Count("faq_entries")).order_by("position")


@public_cache
class FaqDetail(DetailView):
    """One question with its answer."""

    queryset = FaqEntry.objects.public().prefetch_related("themes")
    template_name = "partnerships/faq_detail.html"
    context_object_name = "entry"

    def get_context_data(self, **kwargs):
        trail = crumbs(_("Questions and answers"), "faq", self.object)
        return super().get_context_data(crumbs=trail, **kwargs)
