"""The form in which an official plans an exchange."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partnerships.models import (
    ChineseDivision,
    Exchange,
    LocalAuthority,
    Organisation,
)

from .drafts import Draft
from .fields import (
    UNKNOWN_AUTHORITY,
    UNKNOWN_BODY,
    DayInput,
    NamesField,
    OrganisationsField,
    ThemesField,
    counted,
    tells_no_address,
)
from .own import authorities_of, ties_of

TITLE, COMPOSITION = 160, 300
NEEDED = ("authority", "title_nl", "direction", "purpose", "from_on", "until_on")
TO_MANY = ("divisions", "authorities", "organisations", "themes")


class ExchangeForm(Draft, forms.ModelForm):
    """An exchange as its authority plans it; the six things of ``NEEDED`` are enough to begin."""

    divisions = NamesField(
        ChineseDivision.objects.all(),
        label=_("places in China"),
        help_text=_("Separate them with commas, such as: Shanghai, Wuhan."),
    )
    authorities = NamesField(
        LocalAuthority.objects.all(),
        unknown=UNKNOWN_AUTHORITY,
        label=_("other authorities that take part"),
        help_text=_("Separate them with commas. Your own authority takes part already."),
    )
    organisations = OrganisationsField(
        Organisation.objects.all(),
        unknown=UNKNOWN_BODY,
        label=_("organisations that take part"),
        help_text=_("Separate them with commas."),
    )
    themes = ThemesField()

    class Meta:
        model = Exchange
        fields = [
            *NEEDED,
            "open_until",
            "agreement",
            "level",
            "leader_role",
            "size",
            "composition",
            "host",
            "cost",
        ]
        widgets = {
            "direction": forms.RadioSelect,
            "from_on": DayInput,
            "until_on": DayInput,
            "open_until": DayInput,
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for name in ("leader_role", "composition", "host"):
            self.fields[name].validators.append(tells_no_address)
        self._ask_who_and_what()
        if self.instance.pk:
            self._tell_what_is_stored()

    def _ask_who_and_what(self):
        fields = self.fields
        fields["direction"].choices = Exchange.Direction.choices
        fields["authority"].queryset = authorities_of(self.user)
        fields["authority"].label = _("your authority")
        fields["authority"].required, fields["authority"].empty_label = True, None
        fields["authority"].help_text = ""
        fields["agreement"].queryset = ties_of(self.user)
        fields["title_nl"].label = _("title")
        fields["from_on"].label, fields["until_on"].label = _("first day"), _("last day")
        fields["open_until"].help_text = _(
            "Until then other authorities can ask to join. Empty: it is not open to others."
        )
        fields["cost"].help_text = _("Only your own authority and VNG International see this.")
        counted(fields["title_nl"], TITLE)
        counted(fields["composition"], COMPOSITION)

    def _tell_what_is_stored(self):
        stored = {name: list(getattr(self.instance, name).all()) for name in TO_MANY}
        own = self.instance.authority_id
        stored["authorities"] = [one for one in stored["authorities"] if one.pk != own]
        self.initial["themes"] = stored.pop("themes")
        for name, rows in stored.items():
            self.initial[name] = self.fields[name].prepare_value(rows)

    @transaction.atomic
    def save_valid(self):
        """Write what is right and leave the rest as it was; returns the exchange.

        Nothing is written, and None returned, while a new one lacks what is needed.
        """
        right = self.right_values
        exchange = Exchange.objects.get(pk=self.instance.pk) if self.instance.pk else Exchange()
        if exchange.pk is None and not set(NEEDED) <= set(right):
            return None
        for name in set(right) - set(TO_MANY):
            setattr(exchange, name, right[name])
        exchange.save()
        for name in set(right) & set(TO_MANY):
            own = [exchange.authority] if name == "authorities" and exchange.authority else []
            getattr(exchange, name).set([*own, *right[name]])
        return exchange

    @property
    def filled_errors(self):
        """Return what is wrong with what was filled in; what is still empty is not wrong yet."""
        return {
            self[name].auto_id: " ".join(errors)
            for name, errors in self.errors.items()
            if name in self.fields and self[name].value()
        }
