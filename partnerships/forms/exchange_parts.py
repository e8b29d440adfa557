"""What else is written of an exchange: the report, the preparation, who wants to join."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partnerships.models import Commitment, Exchange, ExchangePreparation, LocalAuthority
from partnerships.models.exchange_choices import Preparation, PreparationState

from .fields import DayInput, counted, tells_no_address

RESULTS, REPORT, MESSAGE = 1500, 6000, 1500
MOST_COMMITMENTS = 20


class ReportForm(forms.ModelForm):
    """What came of an exchange, for the own authority until it is published."""

    class Meta:
        model = Exchange
        fields = ["results_nl", "report_nl", "report_url"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        results, report = self.fields["results_nl"], self.fields["report_nl"]
        results.label, report.label = _("results"), _("report")
        results.required = report.required = False
        results.help_text = _("In a few sentences; this is what readers see after publication.")
        report.help_text = _("For your own authority and VNG International; it is not published.")
        results.widget, report.widget = (forms.Textarea({"rows": rows}) for rows in (5, 12))
        counted(results, RESULTS)
        counted(report, REPORT)
        for field in self.fields.values():
            field.validators.append(tells_no_address)


class CommitmentForm(forms.ModelForm):
    """Something promised, by which office, before when."""

    class Meta:
        model = Commitment
        fields = ["text", "owner", "due_on", "done_on"]
        widgets = {"due_on": DayInput, "done_on": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].validators.append(tells_no_address)


CommitmentFormSet = forms.inlineformset_factory(
    Exchange,
    Commitment,
    form=CommitmentForm,
    extra=2,
    can_delete_extra=False,
    max_num=MOST_COMMITMENTS,
    absolute_max=MOST_COMMITMENTS,
)


class PreparationForm(forms.Form):
    """What is to be arranged before an exchange, each thing with how far it is and a note."""

    def __init__(self, *args, exchange, **kwargs):
        super().__init__(*args, **kwargs)
        self.exchange = exchange
        stored = {one.item: one for one in exchange.preparations.all()}
        for item in Preparation:
            row = stored.get(item, ExchangePreparation(item=item))
            self.fields[f"{item}_state"] = forms.ChoiceField(
                label=item.label, choices=PreparationState.choices, initial=row.state
            )
            self.fields[f"{item}_note"] = forms.CharField(
                label=_("note"), max_length=300, required=False, initial=row.note
            )

    @property
    def rows(self):
        return [(self[f"{item}_state"], self[f"{item}_note"]) for item in Preparation]

    @transaction.atomic
    def save(self):
        for item in Preparation:
            ExchangePreparation.objects.update_or_create(
                exchange=self.exchange,
                item=item,
                defaults={
                    "state": self.cleaned_data[f"{item}_state"],
                    "note": self.cleaned_data[f"{item}_note"],
                },
            )


class ExchangeMessageForm(forms.Form):
    """A message between an authority that wants to join and the one that plans."""

    authority = forms.ModelChoiceField(
        label=_("on behalf of"), queryset=LocalAuthority.objects.none(), empty_label=None
    )
    text = forms.CharField(
        label=_("message"),
        max_length=MESSAGE,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("It is mailed by the portal; no address is shown."),
    )

    def __init__(self, *args, authorities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities
        if len(authorities) == 1:
            self.fields["authority"].initial = authorities[0]
            self.fields["authority"].widget = forms.HiddenInput()
        counted(self.fields["text"], MESSAGE)
