"""How the register's values are written in templates."""

from django import forms, template
from django.utils.translation import gettext as _

from partnerships.base.dates import PartialDateFormField
from partnerships.base.translation import html_lang, in_reader_language
from partnerships.views.exchange_account import exchange_tone, period
from partnerships.views.presentation import (
    freshness_tone,
    listed,
    localised,
    practice_tone,
    publication_tone,
    question_tone,
    tone,
)

register = template.Library()

# The components of NL Design System behind the controls of a form.
CONTROLS = {
    "select": "utrecht-select utrecht-select--html-select",
    "checkbox": "utrecht-checkbox utrecht-checkbox--html-input utrecht-form-field__input",
}
TEXT = "utrecht-textbox utrecht-textbox--html-input"

register.filter("listed", listed)
register.filter("tone", tone)
register.filter("practice_tone", practice_tone)
register.filter("publication_tone", publication_tone)
register.filter("question_tone", question_tone)
register.filter("freshness_tone", freshness_tone)
register.filter("exchange_tone", exchange_tone)
register.filter("period", period)
register.filter("partial_date", localised)
register.filter("html_lang", html_lang)


@register.filter
def text_of(record, name):
    """Return a translated text with the language it is really in: ``text``, ``lang``."""
    return in_reader_language(record, name)


@register.filter
def names(records):
    """Return the names of records, separated as the active language does."""
    return listed(map(str, records))


@register.filter
def bracketed(text):
    """Return a text in the brackets of the active language."""
    return _("(%(text)s)") % {"text": text}


@register.filter
def control(field):
    """Return the control of a form field in the clothes of its component."""
    kind = getattr(field.field.widget, "input_type", "textarea")
    return field.as_widget(attrs={"class": CONTROLS.get(kind, TEXT)})


@register.filter
def is_tick_box(field):
    return getattr(field.field.widget, "input_type", "") == "checkbox"


@register.filter
def is_short(field):
    """Return whether a few characters are all that belongs in a control: a date, a number."""
    return isinstance(field.field, forms.IntegerField | PartialDateFormField)
