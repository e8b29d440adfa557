"""The forms in which an authority thinks a decision through."""

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.models import Agreement, Checklist, ChecklistAnswer, Exchange, LocalAuthority
from partnerships.models.checklists import CheckReply

from .fields import counted

LONGEST_TITLE, LONGEST_NOTE = 120, 500


class ChecklistStartForm(forms.Form):
    """Which decision is prepared, and for which authority."""

    kind = forms.ChoiceField(
        label=_("what do you prepare?"),
        choices=Checklist.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you prepare.")},
    )
    authority = forms.ModelChoiceField(
        queryset=LocalAuthority.objects.none(),
        label=_("authority"),
        empty_label=None,
        error_messages={"required": _("Choose the authority that prepares this.")},
    )
    title = forms.CharField(
        label=_("name of this decision"),
        help_text=_("So that colleagues find it again, such as: visit to Wuhan in spring."),
        error_messages={"required": _("Give it a name.")},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        authorities = LocalAuthority.objects.kept_by(user)
        self.fields["authority"].queryset = authorities
        self.fields["authority"].initial = authorities.first()
        counted(self.fields["title"], LONGEST_TITLE)

    def save(self):
        return Checklist.objects.create(
            started_by=self.user, started_at=timezone.now(), **self.cleaned_data
        )


class ChecklistForm(forms.ModelForm):
    """A checklist on one page: any question may be left open, and a note may stand alone."""

    class Meta:
        model = Checklist
        fields = ["title", "agreement", "exchange", "is_shared"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        authority = self.instance.authority_id
        agreements = Agreement.objects.public().for_authorities([authority])
        # What was chosen stays, also when it is no longer published.
        own = Q(pk__in=agreements.order_by().values("pk")) | Q(pk=self.instance.agreement_id)
        self.fields["agreement"].queryset = Agreement.objects.filter(own).order_by("title_nl")
        own = Q(authorities=authority) | Q(pk=self.instance.exchange_id)
        self.fields["exchange"].queryset = Exchange.objects.filter(own).distinct()
        counted(self.fields["title"], LONGEST_TITLE)
        stored = {one.item: one for one in self.instance.answers.all()}
        for item in self.instance.items:
            self._ask(item, stored.get(item.key))

    def _ask(self, item, answer):
        said = gettext("Note: %(question)s") % {"question": item.question}
        reply = forms.ChoiceField(
            label=item.question,
            help_text=item.why,
            choices=CheckReply,
            required=False,
            widget=forms.RadioSelect,
            initial=answer.reply if answer else "",
        )
        note = forms.CharField(
            label=_("note"),
            required=False,
            # Ten boxes are called "note": who does not see the page hears to what.
            widget=forms.Textarea(attrs={"rows": 2, "aria-label": said}),
            initial=answer.note if answer else "",
        )
        counted(note, LONGEST_NOTE)
        self.fields |= {f"{item.key}_reply": reply, f"{item.key}_note": note}

    @property
    def topics(self):
        """Return the questions under their subjects, as ``{label, rows}`` of bound fields."""
        topics = {}
        for item in self.instance.items:
            row = {"reply": self[f"{item.key}_reply"], "note": self[f"{item.key}_note"]}
            topics.setdefault(item.topic, []).append(row)
        return [{"label": topic.label, "rows": rows} for topic, rows in topics.items()]

    @transaction.atomic
    def save_valid(self):
        """Write what is right and leave the rest as it was; returns the checklist."""
        checklist = Checklist.objects.get(pk=self.instance.pk)
        for name in set(self.cleaned_data) & set(self.Meta.fields):
            setattr(checklist, name, self.cleaned_data[name])
        checklist.save()
        for item in checklist.items:
            self._save_answer(checklist, item)
        return checklist

    def _save_answer(self, checklist, item):
        right = {
            name: self.cleaned_data[f"{item.key}_{name}"]
            for name in ("reply", "note")
            if f"{item.key}_{name}" in self.cleaned_data
        }
        answer = ChecklistAnswer.objects.filter(checklist=checklist, item=item.key).first()
        if answer is None and not any(right.values()):
            return
        ChecklistAnswer.objects.update_or_create(checklist=checklist, item=item.key, defaults=right)
