"""The translations of the interface: found in the source, kept in PO files, compiled for Django.

Babel does what Django leaves to the system's gettext tools, so that a fresh machine needs
nothing but Python. English is the source language and has no catalogue of its own.
"""

import io
import os
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

SOURCE_LANGUAGE = "en"
FOLDERS = ("partnerships", "portal", "programmes", "templates")
TEMPLATES = {".html", ".svg", ".txt", ".xml"}
# Names of positions: a plural has two texts, a context ("c") comes first.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-zA-Z]|%[sd%]|%|\{\w*\}")
# No dates and no names: a header that never changes makes no noise in the history.
HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: Chinapoort\n"
"Language: {locale}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plural_forms}\n"

"""


def paths():
    """Return the PO file of every language of the site, by locale name."""
    folder = Path(settings.LOCALE_PATHS[0])
    locales = [to_locale(code) for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE]
    return {locale: folder / locale / "LC_MESSAGES" / "django.po" for locale in locales}


def sources(root):
    """Return the Python files and templates that may hold messages, in a fixed order."""
    files = (path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file())
    wanted = TEMPLATES | {".py"}
    return sorted(p for p in files if p.suffix in wanted and "migrations" not in p.parts)


def extract_sources(root):
    """Return a catalogue of all messages in the source, each with the files it comes from."""
    catalogue = Catalog()
    for path in sources(root):
        try:
            messages = list(extract_file(path))
        except Exception as error:
            error.add_note(f"while looking for messages in {path}")
            raise
        for _line, ids, comments, context in messages:
            location = (path.relative_to(root).as_posix(), None)
            catalogue.add(ids, locations=[location], auto_comments=comments, context=context)
    return catalogue


def extract_file(path):
    """Return the messages of one file as Babel gives them."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Indentation means nothing in a template but would be an error in Python.
        lines = templatize(text, origin=str(path)).splitlines()
        text = "\n".join(line.lstrip() for line in lines)
    return extract("python", io.BytesIO(text.encode()), KEYWORDS, comment_tags=["Translators:"])


def read(path, locale):
    """Return the catalogue in a PO file; an empty one when there is no file yet."""
    if not path.exists():
        return Catalog(locale=locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def update(path, locale, found):
    """Bring a PO file in step with the messages found, keeping the translations they had."""
    catalogue = read(path, locale)
    # A guess from a similar message would look translated and be wrong.
    catalogue.update(found, no_fuzzy_matching=True)
    write(path, locale, catalogue)
    return catalogue


def write(path, locale, catalogue):
    """Write a PO file so that the same catalogue always gives the same bytes."""
    body = io.BytesIO()
    write_po(
        body,
        catalogue,
        width=0,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    header = HEADER.format(locale=locale, plural_forms=catalogue.plural_forms)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + body.getvalue().decode().rstrip("\n") + "\n", encoding="utf-8")


def compile_file(path, locale):
    """Compile a PO file to the MO file beside it that Django reads; tell whether it was due."""
    target = path.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns > path.stat().st_mtime_ns:
        return False
    # Written aside and moved, so that a server starting meanwhile never reads half a file.
    aside = target.with_suffix(f".{os.getpid()}.mo")
    with aside.open("wb") as file:
        write_mo(file, read(path, locale))
    aside.replace(target)
    return True


def untranslated(catalogue):
    """Return the messages of a catalogue that lack a translation, or one of its plural forms."""
    return sorted(m for m in catalogue if m.id and not all(forms(m.string)))


def problems(catalogue, found):
    """Return a sentence for everything wrong in a catalogue, given the messages in the source."""
    ours, theirs = ({key(m) for m in c if m.id} for c in (catalogue, found))
    sentences = [f"missing: {label(*k)}" for k in theirs - ours]
    sentences += [f"no longer used: {label(*k)}" for k in ours - theirs]
    sentences += [f"empty: {label(*key(m))}" for m in untranslated(catalogue)]
    sentences += [f"fuzzy: {label(*key(m))}" for m in catalogue if m.id and m.fuzzy]
    sentences += [
        f"other placeholders: {label(*key(m))}" for m in catalogue if m.id and not agree(m)
    ]
    return sorted(sentences)


def agree(message):
    """Tell whether every translation has the placeholders of the English it stands for."""
    singular, plural = forms(message.id)[0], forms(message.id)[-1]
    translations = forms(message.string)
    # A language with one form, such as Chinese, uses it for the plural.
    originals = [plural if len(translations) == 1 else singular, *[plural] * len(translations)]
    pairs = zip(originals, translations, strict=False)
    return all(not text or placeholders(text) == placeholders(original) for original, text in pairs)


def placeholders(text):
    """Return the placeholders in a text; a bare percent sign counts, for it breaks the others."""
    return set(PLACEHOLDER.findall(text))


def forms(text):
    """Return the text or texts of one side of a message as a sequence."""
    return text if isinstance(text, tuple | list) else (text,)


def key(message):
    """Return what makes a message itself: its English and its context."""
    return tuple(forms(message.id)), message.context


def label(texts, context):
    """Return a message as a person would look for it."""
    return f'"{texts[0]}"' + (f" ({context})" if context else "")
