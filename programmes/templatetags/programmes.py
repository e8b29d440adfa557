"""How the values of programmes are written in templates."""

from django import template
from django.utils.formats import number_format

from partnerships.base.references import Reference
from programmes.views.programme_account import stage_tone

register = template.Library()
register.filter("stage_tone", stage_tone)


@register.filter
def reference(text):
    """Return a source with its address and the host by which readers recognise it."""
    return Reference(text)


@register.filter
def amount(number):
    """Return a number as people write it, without decimals that say nothing."""
    whole = number == number.to_integral_value()
    return number_format(number, decimal_pos=0 if whole else 2, force_grouping=True)
