"""What every page of the site shows: its name, its languages, its main addresses."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.base.translation import html_lang

# Each language under its own name, so that its readers recognise it.
NAMES = {"nl": "Nederlands", "en": "English", "zh-hans": "简体中文"}

FOOTER = (
    "about",
    "faq",
    "open-data",
    "accessibility",
    "privacy",
    "security",
    "contact",
    "colophon",
)


def page(request):
    """Return the frame of a page; nothing in it depends on who asks."""
    return {
        "site_name": "Chinapoort",
        "home_url": reverse("home"),
        "search_url": reverse("search"),
        "suggestions_url": reverse("suggestions"),
        "nav": _items(request, ("agreements", "practices", "authorities", "divisions", "figures")),
        "footer_nav": _items(request, FOOTER),
        "share_image": lazy(_share_image, str)(request),
        "alternates": lazy(_alternates, list)(request),
    }


def _items(request, names):
    labels = {
        "agreements": _("Agreements"),
        "practices": _("Practices"),
        "authorities": _("Authorities"),
        "divisions": _("China"),
        "figures": _("Figures"),
        "about": _("About"),
        "faq": _("Questions and answers"),
        "open-data": _("Open data"),
        "accessibility": _("Accessibility"),
        "privacy": _("Privacy"),
        "security": _("Security"),
        "contact": _("Contact"),
        "colophon": _("Colophon"),
    }
    return [
        {
            "label": labels[name],
            "url": (url := reverse(name)),
            "current": request.path.startswith(url),
        }
        for name in names
    ]


def _host(request):
    """Return the address of this site, or nothing on the page that refuses an unknown one."""
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return ""


def _share_image(request):
    """Return the picture that others show beside a link to us."""
    return f"{_host(request)}{static('img/share.png')}"


def _alternates(request):
    """Return this page, with its filters, in every language."""
    here, host = request.get_full_path(), _host(request)
    return [
        {
            "code": code,
            "hreflang": html_lang(code),
            "name": NAMES[code],
            "url": f"{host}{translate_url(here, code)}",
            "current": code == get_language(),
        }
        for code, _name in settings.LANGUAGES
    ]
