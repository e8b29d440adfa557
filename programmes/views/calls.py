"""Calls for everybody: what is open, until when, for whom, and what is asked."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from partnerships.base.views import PublicDetail, public_cache
from partnerships.views.presentation import crumbs
from programmes.models import Call

from .call_account import call_facts, rows_of, standing


@public_cache
class CallList(TemplateView):
    """The calls; what can be enrolled in comes first, by its deadline."""

    template_name = "programmes/call_list.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        rows = rows_of(Call.objects.public().select_related("programme"), at=now)
        ahead = [one for one in rows if one["call"].closes_at > now]
        return super().get_context_data(
            ahead=ahead[::-1],
            past=[one for one in rows if one["call"].closes_at <= now],
            **kwargs,
        )


class CallDetail(PublicDetail):
    """One call: its deadline, who may enrol, what is asked and how it is judged."""

    queryset = Call.objects.public().select_related("programme")
    template_name = "programmes/call_detail.html"
    context_object_name = "call"

    def get_context_data(self, **kwargs):
        call, now = self.object, timezone.now()
        return super().get_context_data(
            standing=standing(call, at=now),
            facts=call_facts(call),
            questions=call.questions.all(),
            criteria=call.criteria.all(),
            extensions=call.extensions.all(),
            faq=call.faq.public(),
            crumbs=crumbs(_("Calls"), "calls", call),
            **kwargs,
        )
