"""Everything on one subject: practices, ties and the authorities that are at work on it."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView

from partnerships.base.views import public_cache
from partnerships.models import Agreement, AgreementTheme, LocalAuthority, Practice, Theme

from .further import further
from .presentation import crumbs

SHOWN = 10


def themes_with_counts():
    """Return the themes with the number of their public ties and practices."""
    return Theme.objects.annotate(
        agreement_count=Count(
            "agreements", filter=Q(agreements__publication="published"), distinct=True
        ),
        practice_count=Count(
            "practices", filter=Q(practices__publication="published"), distinct=True
        ),
    )


@public_cache
class ThemeList(TemplateView):
    """The subjects of the portal, each with what there is on it."""

    template_name = "partnerships/theme_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(themes=themes_with_counts(), **kwargs)


@public_cache
class ThemeDetail(DetailView):
    """One subject."""

    queryset = Theme.objects.all()
    template_name = "partnerships/theme_detail.html"
    context_object_name = "theme"

    def get_context_data(self, **kwargs):
        theme = self.object
        practices = Practice.objects.public().filter(themes=theme)
        agreements = Agreement.objects.public().filter(themes=theme)
        on_theme = AgreementTheme.objects.filter(
            theme=theme,
            agreement__publication="published",
            agreement__participants__authority=OuterRef("pk"),
        )
        authorities = LocalAuthority.objects.filter(Exists(on_theme)).with_agreement_count()
        query = f"?theme={theme.slug}"
        return super().get_context_data(
            crumbs=crumbs(_("Themes"), "themes", theme),
            practices=practices.newest().for_rows()[:SHOWN],
            practice_count=practices.count(),
            agreements=agreements.for_rows()[:SHOWN],
            agreement_count=agreements.count(),
            authorities=authorities,
            further=further(theme),
            practices_url=f"{reverse('practices')}{query}",
            agreements_url=f"{reverse('agreements')}{query}",
            **kwargs,
        )
