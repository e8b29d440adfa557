"""Text in three languages: ordinary columns, Dutch required, the others falling back to it."""

from typing import NamedTuple

from django.conf import settings
from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.deconstruct import deconstructible
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField, to_attribute

LANGUAGES = [code for code, _name in settings.LANGUAGES]
DUTCH = "nl"


class Text(NamedTuple):
    """A text with the language it is really in; ``lang`` is empty when it is the reader's own."""

    text: str
    lang: str

    def __str__(self):
        return self.text


def html_lang(code):
    """Return a language code as HTML writes it: ``zh-hans`` becomes ``zh-Hans``."""
    return "-".join(
        part.title() if place and len(part) == 4 else part
        for place, part in enumerate(code.split("-"))
    )


def in_reader_language(record, name):
    """Return a translated text of a record in the active language, else in Dutch and marked so."""
    language = get_language() or DUTCH
    if text := getattr(record, to_attribute(name, language)):
        return Text(text, "")
    fallback = getattr(record, to_attribute(name, DUTCH))
    return Text(fallback, html_lang(DUTCH) if fallback and language != DUTCH else "")


def _getter(name, field):
    return lambda record: in_reader_language(record, name).text


def translated(field, *, required=True):
    """Declare a text in three languages: ``title`` becomes title_nl, title_en and title_zh_hans.

    Dutch is required unless ``required`` is false. Reading ``record.title`` gives the active
    language or falls back to Dutch; ``in_reader_language`` says which of the two it was.
    """
    optional = {"blank": True, "default": ""}
    specific = {code: optional for code in LANGUAGES if code != DUTCH or not required}
    return TranslatedField(field, specific, attrgetter=_getter)


def fits(name, most):
    """Return the constraint that a text is short enough in every language.

    Django counts the letters of a long text in forms only.
    """
    condition = Q()
    for code in LANGUAGES:
        condition &= Q(LessThanOrEqual(Length(to_attribute(name, code)), most))
    return CheckConstraint(
        condition=condition,
        name=f"%(app_label)s_%(class)s_{name}_fits",
        violation_error_message=format_lazy(
            _("{name}: at most {most} characters in each language."), name=name, most=most
        ),
    )


@deconstructible
class ReaderColumn(F):
    """The column of a translated field in the language that is active when the question is asked.

    A column does not fall back to Dutch as the text does: for fields that every language fills.
    """

    def __init__(self, field):
        self.field = field

    @property
    def name(self):
        return to_attribute(self.field, get_language() or DUTCH)
