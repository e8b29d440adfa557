"""A page speaks one language: nothing of the interface is left in another."""

import datetime as dt
import re
from html import unescape

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, number_format

from portal import catalogues
from tests.browser.walk import find_pages
from tests.factories.register import plant

# Text in another language says so itself; code, scripts and drawings hold no words of ours.
MARKED = re.compile(
    r"<(\w+)\b[^>]*\blang=\"(?!{lang}\")[^>]*>.*?</\1>|<code>.*?</code>|<svg.*?</svg>|<script.*?</script>",
    re.DOTALL,
)
TEXT = re.compile(
    r">([^<>]+)<|(?:name=\"description\" content|placeholder|aria-label|alt|title)=\"([^\"]+)\""
)


def texts(html, lang):
    """Return the texts and spoken attributes of a page, except what is marked as foreign."""
    body = re.sub(r"^.*?<html[^>]*>", "", html, flags=re.DOTALL)
    plain = re.sub(MARKED.pattern.replace("{lang}", lang), "", body, flags=re.DOTALL)
    found = {unescape(one or other).strip() for one, other in TEXT.findall(plain)}
    return {re.sub(r"\s+", " ", one) for one in found if one}


def sentences(locale):
    """Return ``{text: its English}`` of the interface in one language, plain texts only."""
    path = catalogues.paths()[locale]
    return {
        form: catalogues.forms(message.id)[0]
        for message in catalogues.read(path, locale)
        if message.id
        for form in catalogues.forms(message.string)
        if "%" not in form and len(form) > 3
    }


@pytest.fixture(scope="module")
def foreign():
    """Return, for each language, the texts of the other two that it does not use itself."""
    dutch, chinese = sentences("nl"), sentences("zh_Hans")
    english = {one: one for one in {*dutch.values(), *chinese.values()} if len(one) > 3}
    own = {"nl": dutch, "en": english, "zh-hans": chinese}
    return {
        language: {
            one.casefold() for other, theirs in own.items() if other != language for one in theirs
        }
        - {one.casefold() for one in mine}
        for language, mine in own.items()
    }


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_no_page_holds_a_text_of_the_interface_in_another_language(client, foreign, language):
    plant()
    stray = {}
    for name, paths in find_pages(variants=False).items():
        html = client.get(paths[language]).text
        lang = {"zh-hans": "zh-Hans"}.get(language, language)
        strange = {one for one in texts(html, lang) if one.casefold() in foreign[language]}
        # What the reader typed is shown again as it was.
        if found := {one for one in strange if one not in paths[language]}:
            stray[name] = found
    assert stray == {}


def test_a_stray_text_is_seen_and_a_marked_one_is_not(foreign):
    html = (
        '<html lang="zh-Hans"><p>Search the portal</p><p lang="en">Language</p><b>搜索</b></html>'
    )
    assert texts(html, "zh-Hans") & {"Search the portal", "Language"} == {"Search the portal"}
    assert "search the portal" in foreign["zh-hans"]
    assert "搜索" not in foreign["zh-hans"]


@pytest.mark.parametrize("code", ["nl", "en", "zh-hans"])
def test_numbers_and_dates_are_written_as_each_language_does(code):
    with translation.override(code):
        written = (
            number_format(1234567.5, decimal_pos=1, force_grouping=True),
            date_format(dt.date(2024, 6, 5)),
        )
    assert (
        written
        == {
            "nl": ("1.234.567,5", "5 juni 2024"),
            "en": ("1,234,567.5", "5 June 2024"),
            "zh-hans": ("1,234,567.5", "2024年6月5日"),
        }[code]
    )


def test_no_chinese_text_is_the_dutch_one():
    dutch, chinese = (
        {
            catalogues.key(message): catalogues.forms(message.string)
            for message in catalogues.read(catalogues.paths()[locale], locale)
            if message.id
        }
        for locale in ("nl", "zh_Hans")
    )
    same = [
        key for key, forms in chinese.items() if forms[0] in dutch[key] and forms[0] not in key[0]
    ]
    assert same == []
