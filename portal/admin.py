"""The staff's desk: what waits comes first."""

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models import Agreement, Practice
from partnerships.models.freshness import Freshness

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
        address = path("onderdelen/", self.admin_view(gallery), name="gallery")
        return [address, *super().get_urls()]

    def index(self, request, extra_context=None):
        waiting = self.waiting() if request.user.has_perm("partnerships.view_agreement") else []
        return super().index(request, {**(extra_context or {}), "waiting": waiting})

    def waiting(self):
        """Return what waits, with its count and the list behind it; nothing waits at nought."""
        public = Agreement.objects.public()
        today = timezone.localdate()
        never, stale = (one.condition(on=today) for one in (Freshness.NEVER, Freshness.STALE))
        queues = (
            (_("conflicting"), public.conflicting(), "verification__exact=conflicting"),
            (_("without source"), public.without_source(), "source=without"),
            (_("unverified"), public.unverified(), "verification__exact=unverified"),
            (_("stale"), public.filter(stale), "freshness=stale"),
            (_("never confirmed"), public.filter(never), "freshness=never"),
            (
                _("not published"),
                Agreement.objects.filter(publication__in=("draft", "submitted", "returned")),
                "publication__exact=draft",
            ),
        )
        address = reverse("admin:partnerships_agreement_changelist")
        return [
            {"label": label, "count": rows.count(), "url": f"{address}?{query}"}
            for label, rows, query in queues
        ] + [self.practices_waiting()]

    @staticmethod
    def practices_waiting():
        address = reverse("admin:partnerships_practice_changelist")
        return {
            "label": _("practices to judge"),
            "count": Practice.objects.submitted().count(),
            "url": f"{address}?publication__exact=submitted",
        }
