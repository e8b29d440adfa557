"""What every page of the site shows: its name, its languages, its main addresses."""

from functools import partial

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy

from partnerships.base.translation import html_lang

# Each language under its own name, so that its readers recognise it.
NAMES = {"nl": "Nederlands", "en": "English", "zh-hans": "简体中文"}

MAIN = (
    "agreements",
    "practices",
    "programmes",
    "events",
    "news",
    "authorities",
    "divisions",
    "figures",
)

FOOTER = (
    "about",
    "surveys",
    "faq",
    "open-data",
    "accessibility",
    "privacy",
    "security",
    "contact",
    "colophon",
)


FOR_LIAISONS = ("workspace", "my-questions", "my-needs", "my-events", "account")
WORKSPACE = (
    "workspace",
    "my-questions",
    "my-agreements",
    "confirmations",
    "my-exchanges",
    "my-enrolments",
    "my-overviews",
    "my-events",
    "my-practices",
    "my-surveys",
    "my-needs",
    "my-checklists",
    "colleagues",
    "my-contacts",
    "my-changes",
    "account",
)


LABELS = {
    "agreements": gettext_lazy("Agreements"),
    "practices": gettext_lazy("Practices"),
    "programmes": gettext_lazy("Programmes"),
    "news": gettext_lazy("News"),
    "events": gettext_lazy("Agenda"),
    "authorities": gettext_lazy("Authorities"),
    "divisions": gettext_lazy("China"),
    "figures": gettext_lazy("Figures"),
    "about": gettext_lazy("About"),
    "surveys": gettext_lazy("Surveys"),
    "faq": gettext_lazy("Questions and answers"),
    "open-data": gettext_lazy("Open data"),
    "accessibility": gettext_lazy("Accessibility"),
    "privacy": gettext_lazy("Privacy"),
    "security": gettext_lazy("Security"),
    "contact": gettext_lazy("Contact"),
    "colophon": gettext_lazy("Colophon"),
    "workspace": gettext_lazy("What needs me"),
    "my-questions": gettext_lazy("Questions"),
    "my-agreements": gettext_lazy("Agreements"),
    "confirmations": gettext_lazy("Confirm"),
    "my-exchanges": gettext_lazy("Exchanges"),
    "my-enrolments": gettext_lazy("Enrolments"),
    "my-overviews": gettext_lazy("Yearly overviews"),
    "my-events": gettext_lazy("Agenda"),
    "my-practices": gettext_lazy("Practices"),
    "my-surveys": gettext_lazy("Surveys"),
    "my-needs": gettext_lazy("Needs"),
    "my-checklists": gettext_lazy("Decision aids"),
    "colleagues": gettext_lazy("Colleagues"),
    "my-contacts": gettext_lazy("Contact persons"),
    "my-changes": gettext_lazy("Changes"),
    "account": gettext_lazy("My account"),
}


def page(request):
    """Return the frame of a page; of a public one nothing depends on who asks."""
    return {
        "site_name": "Chinapoort",
        "home_url": reverse("home"),
        "search_url": reverse("search"),
        "suggestions_url": reverse("suggestions"),
        "nav": _items(request, MAIN),
        "footer_nav": _items(request, FOOTER),
        "workspace_nav": SimpleLazyObject(partial(_workspace, request)),
        "share_image": SimpleLazyObject(partial(_share_image, request)),
        "alternates": SimpleLazyObject(partial(_alternates, request)),
    }


def _items(request, names):
    return [
        {
            "label": LABELS[name],
            "url": (url := reverse(name)),
            "current": request.path.startswith(url),
        }
        for name in names
    ]


def _workspace(request):
    """Return the pages of the workspace that are there for this person."""
    has_record = request.user.is_staff or request.user.reads_for
    items = _items(request, WORKSPACE if has_record else FOR_LIAISONS)
    # All others stand below the first one.
    items[0]["current"] = request.path == items[0]["url"]
    return items


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
