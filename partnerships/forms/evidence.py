"""The table in which an official shows results."""

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from partnerships.models import Evidence

MOST_ROWS, SPARE_ROWS = 8, 2


class EvidenceForm(forms.ModelForm):
    """One thing that changed; a row left empty is no row."""

    class Meta:
        model = Evidence
        fields = ["indicator_nl", "before", "after", "source"]
        labels = {"indicator_nl": _("what changed")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Otherwise what is sent unchanged would count as nothing sent.
        self.empty_permitted = False
        for field in self.fields.values():
            field.required = False

    def clean(self):
        told = self.cleaned_data
        if any(told.values()):
            for name in ("indicator_nl", "after"):
                if name not in self.errors and not told.get(name):
                    self.add_error(name, _("Fill this in too, or empty the whole row."))
        return told


class BaseEvidenceFormSet(forms.BaseFormSet):
    """The rows of evidence of a practice, with some to spare.

    A row has no number of its own: the table is written as a whole, so that saving twice what was
    typed once makes no second row.
    """

    def __init__(self, *args, practice, **kwargs):
        self.practice = practice
        self.stored = list(practice.evidence.all()) if practice else []
        super().__init__(*args, prefix="evidence", **kwargs)

    def total_form_count(self):
        if self.is_bound:
            return super().total_form_count()
        return min(MOST_ROWS, len(self.stored) + SPARE_ROWS)

    def initial_form_count(self):
        return 0

    def get_form_kwargs(self, index):
        stored = self.stored[index or 0 :][:1] if index is not None else []
        return {
            **super().get_form_kwargs(index),
            "initial": model_to_dict(*stored) if stored else {},
        }

    def save(self, practice):
        """Make the evidence of a practice what stands in the table."""
        rows = [form for form in self.forms if any(form.cleaned_data.values())]
        for place, form in enumerate(rows):
            row = self.stored[place] if place < len(self.stored) else Evidence(practice=practice)
            before = {name: getattr(row, name) for name in form.fields}
            if before != form.cleaned_data:
                for name, value in form.cleaned_data.items():
                    setattr(row, name, value)
                row.save()
        for row in self.stored[len(rows) :]:
            row.delete()


EvidenceFormSet = forms.formset_factory(
    EvidenceForm, formset=BaseEvidenceFormSet, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)
