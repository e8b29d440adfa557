"""What stands in the cells of the files of programmes beside plain texts and dates."""

from decimal import Decimal, InvalidOperation

from django.db.models import Q
from django.utils.translation import gettext as _

from partnerships.models import ChineseDivision
from partnerships.spreadsheets.cells import Day, Text, plain
from programmes.models.deadlines import end_of, last_day


class Named(Text):
    """A record that is there already, by a field that tells it apart."""

    def __init__(self, model, field):
        self.model, self.field = model, field
        super().__init__()

    def clean(self, value, row=None, **kwargs):
        name = plain(value)
        if not name:
            return None
        found = self.model.objects.filter(**{self.field: name}).order_by("pk").first()
        if found is None:
            raise ValueError(_("There is no “%(name)s” in the register.") % {"name": name})
        return found

    def render(self, value, obj=None, **kwargs):
        return getattr(value, self.field) if value else ""


class Division(Text):
    """A Chinese division by its code, or by its characters where it has none."""

    def clean(self, value, row=None, **kwargs):
        text = plain(value)
        if not text:
            return None
        either = Q(code=text) | Q(code=None, name_zh=text)
        found = ChineseDivision.objects.filter(either).first()
        if found is None:
            raise ValueError(_("There is no place with code %(code)s.") % {"code": text})
        return found

    def render(self, value, obj=None, **kwargs):
        return (value.code or value.name_zh) if value else ""


class Amount(Text):
    """A number with at most two decimals, or nothing."""

    def clean(self, value, row=None, **kwargs):
        text = plain(value)
        try:
            return Decimal(text).quantize(Decimal("0.01")) if text else None
        except InvalidOperation:
            raise ValueError(_("“%(text)s” is not a number.") % {"text": text}) from None

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else f"{value:.2f}"


class LastDay(Text):
    """The last day that counts, of a moment that is the first that does not."""

    def clean(self, value, row=None, **kwargs):
        return end_of(Day().clean(value, row)) if plain(value) else None

    def render(self, value, obj=None, **kwargs):
        return last_day(value).isoformat() if value else ""


class YesOrNothing(Text):
    """A cell that says “yes”, or is empty."""

    def clean(self, value, row=None, **kwargs):
        text = plain(value)
        if text not in ("", "yes"):
            raise ValueError(_("Write “yes” or leave it empty."))
        return text == "yes"

    def render(self, value, obj=None, **kwargs):
        return "yes" if value else ""
