"""The staff's desk: what waits comes first."""

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models import (
    Agreement,
    ConfirmationRound,
    Exchange,
    Practice,
    Proposal,
    Question,
)
from partnerships.models.figures import round_figures
from partnerships.models.freshness import Freshness
from partnerships.models.questions import OPEN
from programmes.models import Enrolment, Need
from programmes.models.enrolments import WITH_STAFF

from .gallery import gallery


class PortalAdminSite(AdminSite):
    """Django's admin with a start page that counts what waits for staff."""

    site_title = _("Chinapoort desk")
    site_header = _("Chinapoort desk")
    index_title = _("Register")
    index_template = "admin/portal_index.html"
    site_url = "/"
    # The lists are wide, and the breadcrumbs lead everywhere.
    enable_nav_sidebar = False

    def login(self, request, extra_context=None):
        """Lead to the one page where everybody signs in, second factor and limits included."""
        return secure_admin_login(super().login)(request, extra_context)

    def get_urls(self):
        # Here and not above: the desks want this site to be there first.
        from partnerships.admin.changes import changes  # noqa: PLC0415

        return [
            path("onderdelen/", self.admin_view(gallery), name="gallery"),
            path("wijzigingen/", self.admin_view(changes), name="changes"),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        waiting = {"waiting": self.waiting(request.user), **self.confirmations()}
        return super().index(request, {**(extra_context or {}), **waiting})

    @staticmethod
    def confirmations():
        """Return the round that is open and how far it has come; nothing between two rounds."""
        today = timezone.localdate()
        present = ConfirmationRound.objects.current(on=today)
        if present is None:
            return {}
        address = reverse("admin:partnerships_agreement_changelist")
        return {
            "round": present,
            "round_figures": round_figures(year=present.year, on=today),
            "due_url": f"{address}?confirmation=due",
            "stale_url": f"{address}?freshness=stale",
            "round_url": reverse("admin:partnerships_confirmation_changelist")
            + f"?year={present.year}",
        }

    @staticmethod
    def waiting(user):
        """Return what waits, each with its count and the list behind it; nothing waits at nought.

        Only what this colleague may see; what an author waits for comes first.
        """
        queues = queues_of(on=timezone.localdate())
        return [
            {"label": label, "count": rows.count(), "url": f"{_list_of(rows.model)}?{question}"}
            for label, rows, question in queues
            if user.has_perm(f"{rows.model._meta.app_label}.view_{rows.model._meta.model_name}")
        ]


def queues_of(*, on):
    """Return what can wait for staff: its name, its rows, and how the desk is asked for them."""
    public = Agreement.objects.public()
    never, stale = (one.condition(on=on) for one in (Freshness.NEVER, Freshness.STALE))
    submitted, shown = "publication__exact=submitted", "publication__exact=published"
    level = "verification__exact"
    return (
        (_("agreements to judge"), Agreement.objects.submitted(), submitted),
        (_("proposals to judge"), Proposal.objects.submitted(), "state__exact=submitted"),
        (_("exchanges to judge"), Exchange.objects.submitted(), submitted),
        (_("practices to judge"), Practice.objects.submitted(), submitted),
        (
            _("enrolments to judge"),
            Enrolment.objects.waiting(),
            f"state__in={','.join(WITH_STAFF)}",
        ),
        (_("questions to answer"), Question.objects.open(), f"state__in={','.join(OPEN)}"),
        (_("needs to match"), Need.objects.heard(), "state__exact=heard"),
        (
            _("conflicting agreements"),
            public.conflicting(),
            f"{shown}&{level}=conflicting",
        ),
        (_("agreements without source"), public.without_source(), f"{shown}&source=without"),
        (_("unverified agreements"), public.unverified(), f"{shown}&{level}=unverified"),
        (_("stale agreements"), public.filter(stale), f"{shown}&freshness=stale"),
        (_("agreements never confirmed"), public.filter(never), f"{shown}&freshness=never"),
        (_("agreements in draft"), Agreement.objects.drafts(), "publication__exact=draft"),
    )


def _list_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
