"""Finds the public pages by links and search boxes from the home page, as a visitor would."""

import re
from html import unescape

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from .register import VARIANTS

# A form that asks is a way to a page like a link; one that writes is not.
WAY = re.compile(
    r'<a\b[^>]*\bhref="(/[^"]*)"|<form\b(?![^>]*\bmethod="post")[^>]*\baction="(/[^"]*)"'
)
# The workspace has walks of its own.
PRIVATE = "mijn/"
# What a list shows when it is asked something: rows left, none left, a question it refuses.
QUESTIONS = {
    "agreements-filtered": ("agreements", "?status=ended&kind=sister_city&q=stedenband"),
    "agreements-empty": ("agreements", "?q=zzzzz"),
    "agreements-refused": ("agreements", "?colour=red"),
    "agreements-mistyped": ("agreements", "?from=soon"),
    "agreement-map-filtered": ("agreement-map", "?division=shenzhen"),
    "agreement-map-empty": ("agreement-map", "?q=zzzzz"),
    "authorities-empty": ("authorities", "?q=zzzzz"),
    "authorities-refused": ("authorities", "?colour=red"),
    "divisions-with-ties": ("divisions", "?ties=yes"),
    "divisions-empty": ("divisions", "?q=zzzzz"),
    "divisions-refused": ("divisions", "?colour=red"),
    "figures-filtered": ("figures", "?status=ended"),
    "figures-empty": ("figures", "?q=zzzzz"),
    "figures-refused": ("figures", "?colour=red"),
    "practices-hits": ("practices", "?q=Sjanghai+havens&kind=good_practice"),
    "practices-empty": ("practices", "?q=zzzzz"),
    "practices-refused": ("practices", "?colour=red"),
    "practice-follow-search": ("practice-follow", "?theme=water-climate&q=dijken"),
    "news-filtered": ("news", "?theme=water-climate&q=haven"),
    "news-empty": ("news", "?q=zzzzz"),
    "news-refused": ("news", "?colour=red"),
    "search-hits": ("search", "?q=rotterdam"),
    "search-near-names": ("search", "?q=Roterdam"),
    "search-empty": ("search", "?q=zzzzz"),
    "search-refused": ("search", "?colour=red"),
}
LANGUAGES = [code for code, _name in settings.LANGUAGES]
# A desk, and 1280 pixels enlarged to 400 %.
WIDTHS = (1280, 320)


def find_pages(*, variants=True):
    """Return every page to look at as ``{name: {language: path}}``.

    One page for each kind of address that can be reached, so that a new page is found by itself;
    then the rare cases of the register where they are planted, questions to the lists, and an
    address that is missing.
    """
    found = {
        "-".join(map(str, key)).strip("-"): in_every_language(name, kwargs)
        for key, (name, kwargs) in walk().items()
    }
    for label, (name, kwargs) in VARIANTS.items() if variants else ():
        found[f"{name}-{label}"] = in_every_language(name, kwargs)
    for label, (name, query) in QUESTIONS.items():
        found[label] = in_every_language(name, {}, query)
    found["missing"] = {
        language: f"{home}nothing-here/" for language, home in in_every_language("home", {}).items()
    }
    return found


def walk():
    """Return the first page met of each kind, by name and parameters of its address."""
    client, met, queue = Client(), {}, ["/"]
    while queue:
        response = client.get(queue.pop(0))
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        with translation.override("nl"):
            for match in map(public_match, map("".join, WAY.findall(response.text))):
                key = match and (match.view_name, *match.kwargs)
                if match and key not in met:
                    met[key] = (match.view_name, match.kwargs)
                    queue.append(reverse(match.view_name, kwargs=match.kwargs))
    return {key: one for key, one in met.items() if is_page(client, *one)}


def public_match(link):
    """Return what answers a link of a Dutch page, or nothing when that is no page of ours."""
    path = unescape(link).partition("?")[0].partition("#")[0]
    try:
        match = resolve(path)
    except Resolver404:
        return None
    is_private = "admin" in match.namespaces or match.route.startswith(PRIVATE)
    return match if match.url_name and not is_private else None


def is_page(client, name, kwargs):
    with translation.override("nl"):
        response = client.get(reverse(name, kwargs=kwargs))
    return response.headers["Content-Type"].startswith("text/html")


def in_every_language(name, kwargs, query=""):
    paths = {}
    for language in LANGUAGES:
        with translation.override(language):
            paths[language] = reverse(name, kwargs=kwargs) + query
    return paths
