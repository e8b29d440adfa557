"""What VNG International runs with authorities and China: the list, its files, one programme."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.base.exports import as_csv, as_json
from partnerships.base.translation import in_reader_language
from partnerships.base.views import Export, FilteredList, PublicDetail
from partnerships.views.agreements import send
from partnerships.views.presentation import crumbs
from programmes.exports import PROGRAMME_COLUMNS
from programmes.filters import PROGRAMME_ORDERS, ProgrammeFilter
from programmes.models import Programme, ProgrammeDocument

from . import programme_account as account
from .call_account import rows_of
from .event_account import row_of
from .sections import latest_news, meetings


class ProgrammeList(FilteredList):
    """The programmes that the filters let through, the newest first."""

    template_name = "programmes/programme_list.html"
    queryset = Programme.objects.public()
    filterset_class = ProgrammeFilter
    orders = PROGRAMME_ORDERS
    controls = ("q",)

    def listed(self):
        today = timezone.localdate()
        rows = self.queryset_in_order().for_rows().with_participant_count()
        rows = [(one, one.stage(on=today), account.term(one)) for one in rows]
        sentence = ngettext("%(total)s programme", "%(total)s programmes", len(rows))
        return {
            # All on one page: there are few.
            "page": {"rows": rows},
            "next_url": "",
            "previous_url": "",
            "sentence": sentence % {"total": len(rows)},
            "facets": account.facets(self.filterset, self.links, on=today),
            "chips": account.chips(self.filterset, self.links),
        }

    def get_context_data(self, **kwargs):
        query, chosen = self.links.present(), self.request.GET.get("sort", "")
        files = [(form.upper(), reverse("programme-export", args=[form])) for form in FORMS]
        return super().get_context_data(
            filterset=self.filterset,
            hidden=[pair for pair in self.links.pairs if pair[0] != "q"],
            orders=[
                {
                    "label": order.label,
                    "url": self.links.replaced(sort=name),
                    "chosen": name == chosen,
                }
                for name, order in self.orders.items()
            ],
            downloads=[
                {"label": label, "url": f"{address}?{query}" if query else address}
                for label, address in files
            ],
            clear_url=self.request.path,
            ways_out=[{"label": _("Show all programmes"), "url": self.request.path}],
            **kwargs,
        )


FORMS = ("csv", "json")


class ProgrammeExport(Export):
    """The programmes of the list as CSV or JSON."""

    queryset = Programme.objects.public().with_all()
    filterset_class = ProgrammeFilter
    orders = PROGRAMME_ORDERS
    file_name = "chinapoort-programmes"
    writers = {
        "csv": lambda rows: as_csv(PROGRAMME_COLUMNS, rows),
        "json": lambda rows: as_json(PROGRAMME_COLUMNS, rows),
    }


class ProgrammeDetail(PublicDetail):
    """One programme: what for, by whom, with whom, and what came of it."""

    queryset = Programme.objects.public().with_all()
    template_name = "programmes/programme_detail.html"
    context_object_name = "programme"

    def get_context_data(self, **kwargs):
        programme, today = self.object, timezone.localdate()
        stage = programme.stage(on=today)
        is_finished = stage == Programme.Stage.FINISHED
        return super().get_context_data(
            stage=stage,
            is_finished=is_finished,
            name=in_reader_language(programme, "name"),
            summary=in_reader_language(programme, "summary"),
            facts=account.facts(programme),
            texts=account.texts(programme, is_finished=is_finished),
            pairs=account.pairs(programme),
            alone=account.named_alone(programme),
            results=account.result_groups(programme),
            kin=account.kin(programme),
            documents=programme.documents.public(),
            calls=rows_of(programme.calls.public().select_related("programme"), at=timezone.now()),
            meetings=[row_of(one) for one in meetings(programme=programme)],
            news=latest_news(programme=programme),
            crumbs=crumbs(_("Programmes"), "programmes", programme),
            today=date_format(today),
            address=self.request.build_absolute_uri(programme.get_absolute_url()),
            **kwargs,
        )


def document(request, pk):
    """Send our own copy of a public document of a public programme."""
    return send(get_object_or_404(ProgrammeDocument.objects.public().exclude(file=""), pk=pk))
