"""What a public body owes its readers: accessibility, privacy, security, contact, colophon."""

import datetime as dt
import functools
import re
import tomllib

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from partnerships.base.views import public_cache
from partnerships.models import personal_data

# The only door to VNG International that this site names; it is kept there, not here.
CONTACT_URL = "https://www.vng-international.nl/contact"
# A statement of status C holds for six months; whoever reviews it sets both days anew.
STATEMENT_DRAWN_UP_ON = dt.date(2026, 11, 24)
STATEMENT_LAPSES_ON = dt.date(2027, 5, 24)
SECURITY_TXT_HOLDS = dt.timedelta(days=180)
# Those in which a report of a weakness is understood.
REPORT_LANGUAGES = ("nl", "en")


@public_cache
class DutyPage(TemplateView):
    """A page of text; all its reader needs to reach somebody is on it."""

    title = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, contact_url=CONTACT_URL, **kwargs)


class Accessibility(DutyPage):
    """The accessibility statement, after the Dutch model; it says itself when it has lapsed."""

    template_name = "portal/accessibility.html"
    title = _("Accessibility")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            address=self.request.build_absolute_uri("/"),
            drawn_up_on=STATEMENT_DRAWN_UP_ON,
            lapses_on=STATEMENT_LAPSES_ON,
            has_lapsed=timezone.localdate() >= STATEMENT_LAPSES_ON,
            **kwargs,
        )


class Privacy(DutyPage):
    """Which data of persons the portal keeps, why, and what they can ask."""

    template_name = "portal/privacy.html"
    title = _("Privacy")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            cookies=staff_cookies(),
            account_days=personal_data.ACCOUNT_DAYS_KEPT,
            contact_days=personal_data.CONTACT_DAYS_KEPT,
            invitation_days=personal_data.INVITATION_DAYS_KEPT,
            **kwargs,
        )


def staff_cookies():
    """Return the cookies of the staff desk; the public pages have none."""
    days = settings.CSRF_COOKIE_AGE // (24 * 3600)
    hours = settings.SESSION_COOKIE_AGE // 3600
    return [
        {
            "name": settings.CSRF_COOKIE_NAME,
            "purpose": _("Protects forms against forgery. The sign-in page places it."),
            "duration": ngettext("Stays for %(days)s day.", "Stays for %(days)s days.", days)
            % {"days": days},
        },
        {
            "name": settings.SESSION_COOKIE_NAME,
            "purpose": _("Remembers that somebody is signed in."),
            "duration": ngettext("Stays for %(hours)s hour.", "Stays for %(hours)s hours.", hours)
            % {"hours": hours},
        },
        {
            "name": CookieStorage.cookie_name,
            "purpose": _("Carries a notice to the next page, such as “saved”."),
            "duration": _("Goes when the notice has been shown, or when the browser closes."),
        },
    ]


class Contact(DutyPage):
    """Whom to tell about an error, a barrier, a weakness or one's own data."""

    template_name = "portal/contact.html"
    title = _("Contact")


class Colophon(DutyPage):
    """Who made the portal, with what, and what others may do with it."""

    template_name = "portal/colophon.html"
    title = _("Colophon")

    def get_context_data(self, **kwargs):
        return super().get_context_data(libraries=libraries(), **kwargs)


@functools.cache
def libraries():
    """Return the names of the libraries that the portal asks for itself, in order."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return sorted(re.match(r"[\w.-]+", one)[0] for one in project["project"]["dependencies"])


class Security(DutyPage):
    """How to report a weakness, and what who reports one can count on."""

    template_name = "portal/security.html"
    title = _("Security")


def security_txt(request):
    """Answer where to report a weakness, for programs (RFC 9116)."""
    expires = timezone.now() + SECURITY_TXT_HOLDS
    lines = [
        f"Contact: {CONTACT_URL}",
        f"Expires: {expires.astimezone(dt.UTC):%Y-%m-%dT00:00:00Z}",
        f"Preferred-Languages: {', '.join(REPORT_LANGUAGES)}",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    for language in REPORT_LANGUAGES:
        with translation.override(language):
            lines.append(f"Policy: {request.build_absolute_uri(reverse('security'))}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
