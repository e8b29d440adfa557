"""What VNG International runs with authorities and China: the list, and one programme."""

from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.base.views import FilteredList, PublicDetail
from partnerships.views.presentation import crumbs
from programmes.filters import ProgrammeFilter
from programmes.models import Programme


class ProgrammeList(FilteredList):
    """The programmes, the newest first."""

    template_name = "programmes/programme_list.html"
    queryset = Programme.objects.public()
    filterset_class = ProgrammeFilter
    orders = {"": None}

    def listed(self):
        today = timezone.localdate()
        rows = [(one, one.stage(on=today)) for one in self.filterset.qs.distinct()]
        return {"programmes": rows}


class ProgrammeDetail(PublicDetail):
    """One programme: what for, by whom, with whom, and what came of it."""

    queryset = Programme.objects.public()
    template_name = "programmes/programme_detail.html"
    context_object_name = "programme"

    def get_context_data(self, **kwargs):
        programme = self.object
        return super().get_context_data(
            stage=programme.stage(on=timezone.localdate()),
            participations=programme.participations.select_related("authority", "division"),
            crumbs=crumbs(_("Programmes"), "programmes", programme),
            **kwargs,
        )
