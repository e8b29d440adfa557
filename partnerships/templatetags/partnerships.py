"""How the register's values are written in templates."""

from django import template
from django.utils.translation import gettext as _

from partnerships.base.translation import html_lang, in_reader_language
from partnerships.views.presentation import listed, localised, tone

register = template.Library()

register.filter("listed", listed)
register.filter("tone", tone)
register.filter("partial_date", localised)
register.filter("html_lang", html_lang)


@register.filter
def text_of(record, name):
    """Return a translated text with the language it is really in: ``text``, ``lang``."""
    return in_reader_language(record, name)


@register.filter
def bracketed(text):
    """Return a text in the brackets of the active language."""
    return _("(%(text)s)") % {"text": text}
