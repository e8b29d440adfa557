"""The catalogue code, on a small source tree of its own."""

import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import ngettext, pgettext

from portal import catalogues

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext

class Status:
    DRAFT = "draft", _("draft")

def say(count):
    return ngettext("%(count)d agreement", "%(count)d agreements", count) % {"count": count}

MAY = pgettext("month", "May")
LONG = _("One sentence "
         "in two parts.")
"""

TEMPLATE = """{% load i18n %}
{# Translators: the button under the search box #}
  {% translate "Search" %}{% translate "Open" context "adjective" %}{% translate "100% done" %}
      {% with label=_("Theme") %}{{ label }}{% endwith %}
    {{ name|default:_("nobody") }}
  {% blocktranslate count n=total %}One city{% plural %}{{ n }} cities{% endblocktranslate %}
{% blocktranslate trimmed with name=city %}
    The city of
    {{ name }} takes part.
{% endblocktranslate %}
"""

DUTCH = {
    "draft": "concept",
    "%(count)d agreement": ("%(count)d samenwerking", "%(count)d samenwerkingen"),
    "May": "mei",
    "One sentence in two parts.": "Een zin in twee delen.",
    "Search": "Zoeken",
    "Open": "Geopend",
    "100%% done": "100%% klaar",
    "Theme": "Thema",
    "nobody": "niemand",
    "One city": ("Een stad", "%(n)s steden"),
    "The city of %(name)s takes part.": "De stad %(name)s doet mee.",
}


@pytest.fixture
def root(tmp_path, settings):
    """A source tree with one module and one template, and a site in Dutch, English and Chinese."""
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal" / "words.py").write_text(PYTHON)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "portal" / "locale"]
    settings.LANGUAGES = [("nl", "Dutch"), ("en", "English"), ("zh-hans", "Chinese")]
    return tmp_path


def messages():
    """Run ``manage.py messages`` and return its lines."""
    out = StringIO()
    call_command("messages", stdout=out)
    return out.getvalue().splitlines()


def translate(locale, words):
    """Fill in translations in a PO file, as a translator would."""
    path = catalogues.paths()[locale]
    catalogue = catalogues.read(path, locale)
    for message in catalogue:
        message.string = words.get(catalogues.forms(message.id)[0], message.string)
    catalogues.write(path, locale, catalogue)
    return path


def test_extraction_finds_the_messages_of_python_and_templates(root):
    found = {
        (m.id, m.context, tuple(file for file, _line in m.locations))
        for m in catalogues.extract_sources(root)
        if m.id
    }
    python, page = ("portal/words.py",), ("templates/page.html",)
    assert found == {
        ("draft", None, python),
        (("%(count)d agreement", "%(count)d agreements"), None, python),
        ("May", "month", python),
        ("One sentence in two parts.", None, python),
        ("Search", None, page),
        ("Open", "adjective", page),
        ("100%% done", None, page),
        ("Theme", None, page),
        ("nobody", None, page),
        (("One city", "%(n)s cities"), None, page),
        ("The city of %(name)s takes part.", None, page),
    }


def test_extraction_leaves_out_migrations_and_other_folders(root):
    for folder in ("portal/migrations", "tests"):
        (root / folder).mkdir()
        (root / folder / "words.py").write_text('gettext("unwanted")')
    assert "unwanted" not in catalogues.extract_sources(root)


def test_extraction_names_the_file_it_cannot_read(root):
    (root / "templates" / "broken.html").write_text(
        "{% blocktranslate %}a{% if b %}c{% endif %}{% endblocktranslate %}"
    )
    with pytest.raises(SyntaxError) as caught:
        catalogues.extract_sources(root)
    path = root / "templates" / "broken.html"
    assert caught.value.__notes__ == [f"while looking for messages in {path}"]


def test_every_language_but_the_source_has_a_catalogue(root):
    locale = root / "portal" / "locale"
    assert catalogues.paths() == {
        "nl": locale / "nl" / "LC_MESSAGES" / "django.po",
        "zh_Hans": locale / "zh_Hans" / "LC_MESSAGES" / "django.po",
    }


def test_messages_writes_a_file_without_dates_names_or_line_numbers(root):
    (root / "portal" / "words.py").write_text('_("one")\nngettext("%(n)d a", "%(n)d b", 1)\n')
    (root / "templates" / "page.html").unlink()
    messages()
    assert catalogues.paths()["zh_Hans"].read_text() == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: Chinapoort\\n"\n'
        '"Language: zh_Hans\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n'
        "\n"
        "#: portal/words.py\n"
        "#, python-format\n"
        'msgid "%(n)d a"\n'
        'msgid_plural "%(n)d b"\n'
        'msgstr[0] ""\n'
        "\n"
        "#: portal/words.py\n"
        'msgid "one"\n'
        'msgstr ""\n'
    )
    assert '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"' in (
        catalogues.paths()["nl"].read_text().splitlines()
    )


def test_messages_lists_what_is_untranslated(root):
    messages()
    translate("nl", DUTCH | {"Search": "", "One city": ("Een stad", "")})
    assert messages()[:3] == [
        "nl: 11 messages, 2 untranslated",
        '  "One city"',
        '  "Search"',
    ]


def test_messages_run_twice_changes_nothing(root):
    messages()
    path = translate("nl", DUTCH)
    before = path.read_bytes()
    messages()
    assert path.read_bytes() == before


def test_messages_keeps_translations_and_drops_what_is_no_longer_used(root):
    messages()
    path = translate("nl", DUTCH)
    (root / "portal" / "words.py").write_text('_("draft")\n_("drafts")\n')
    messages()
    kept = {m.id: m.string for m in catalogues.read(path, "nl") if "words" in str(m.locations)}
    assert kept == {"draft": "concept", "drafts": ""}
    assert "May" not in path.read_text()


def test_django_shows_the_compiled_translations(root):
    messages()
    translate("nl", DUTCH)
    call_command("compile_messages")
    context = Context({"total": 3, "city": "Utrecht", "name": ""})
    with translation.override("nl"):
        lines = [line.strip() for line in Template(TEMPLATE).render(context).splitlines()[2:]]
        assert ngettext("%(count)d agreement", "%(count)d agreements", 1) == (
            "%(count)d samenwerking"
        )
        assert pgettext("month", "May") == "mei"
    assert lines == [
        "ZoekenGeopend100% klaar",
        "Thema",
        "niemand",
        "3 steden",
        "De stad Utrecht doet mee.",
    ]


def test_english_pages_show_the_source_texts(root):
    messages()
    translate("nl", DUTCH)
    call_command("compile_messages")
    with translation.override("en"):
        assert pgettext("month", "May") == "May"


def test_a_chinese_count_has_one_form(root):
    messages()
    translate("zh_Hans", {"%(count)d agreement": ("%(count)d 项合作协议",)})
    call_command("compile_messages")
    with translation.override("zh-hans"):
        texts = {ngettext("%(count)d agreement", "%(count)d agreements", count) for count in (1, 2)}
    assert texts == {"%(count)d 项合作协议"}


def test_compiling_is_done_only_when_due(root):
    messages()
    path = catalogues.paths()["nl"]
    due = catalogues.compile_file(path, "nl")
    path.with_suffix(".mo").unlink()
    assert [due, catalogues.compile_file(path, "nl"), catalogues.compile_file(path, "nl")] == [
        False,
        True,
        False,
    ]
    assert [p.name for p in sorted(path.parent.iterdir())] == ["django.mo", "django.po"]


def test_compile_messages_passes_over_a_language_without_a_catalogue(root):
    call_command("compile_messages")
    assert not (root / "portal" / "locale").exists()


def test_check_translations_passes_a_complete_catalogue(root, settings):
    settings.LANGUAGES = [("nl", "Dutch"), ("en", "English")]
    messages()
    translate("nl", DUTCH)
    call_command("check_translations")


def test_check_translations_fails_with_every_problem(root, settings):
    settings.LANGUAGES = [("nl", "Dutch"), ("en", "English")]
    messages()
    translate("nl", DUTCH | {"Search": ""})
    (root / "portal" / "words.py").write_text(PYTHON.replace('"draft")', '"new")'))
    with pytest.raises(CommandError) as caught:
        call_command("check_translations")
    assert str(caught.value).splitlines() == [
        'nl: empty: "Search"',
        'nl: missing: "new"',
        'nl: no longer used: "draft"',
        "Run `make messages`, then mend portal/locale/*/LC_MESSAGES/django.po.",
    ]


def test_a_catalogue_newer_than_its_compiled_form_is_compiled_again(root):
    messages()
    path = catalogues.paths()["nl"]
    later = path.stat().st_mtime + 60
    os.utime(path, (later, later))
    assert catalogues.compile_file(path, "nl") is True
