"""The list of agreements with its map: choosing a place narrows both."""

from django.utils import timezone

from .agreements import AgreementList
from .figure_set import FigureSet
from .figures import shown
from .presentation import day


class AgreementMap(AgreementList):
    """The agreements of the list under a map of their parties."""

    template_name = "partnerships/agreement_map.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(as_of=day(timezone.localdate()), **kwargs)

    def listed(self):
        figures = FigureSet(self.filterset.qs, self.request.GET)
        return super().listed() | {"map": shown(figures.figure("places"), self.request.GET)}
