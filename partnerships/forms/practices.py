"""The form in which an official tells what was learned."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partnerships.actions.practice_parts import set_main_themes
from partnerships.models import ChineseDivision, Practice
from partnerships.models.practices import LENGTHS

from .drafts import Draft
from .fields import MOST_THEMES, NamesField, ThemesField, counted
from .own import authorities_of, ties_of

SUMMARY, TITLE = 140, 160
# The story in the order in which it is told; the hint says what a reader looks for.
QUESTIONS = {
    "challenge": (_("the challenge"), _("What was the matter, and for whom?")),
    "approach": (_("what you did"), _("So that a colleague elsewhere could do it too.")),
    "results": (_("what came of it"), _("Also what did not come of it.")),
    "resources": (_("what it took"), _("Money, staff and time.")),
    "difficulties": (_("what was difficult"), ""),
    "success_factors": (_("what helped"), ""),
    "differently": (
        _("what you would do differently"),
        _("Needed before you submit: this is what others learn most from."),
    ),
    "transferability": (
        _("where else it can work"),
        _("Conditions, size of the authority, type of partner."),
    ),
    "sensitive": (
        _("sensitive aspects"),
        _("Only signed-in authorities and VNG International see this."),
    ),
}


class PracticeForm(Draft, forms.ModelForm):
    """A practice in Dutch, as its authority tells it; a draft may lack anything but its kind.

    What is asked before it can be submitted is checked by ``actions.practices.submit``.
    """

    themes = ThemesField(
        most=MOST_THEMES, help_text=_("At most three, at least one before you submit.")
    )
    divisions = NamesField(
        ChineseDivision.objects.all(),
        label=_("places in China"),
        help_text=_("Separate them with commas, such as: Shanghai, Wuhan."),
    )

    questions = QUESTIONS

    class Meta:
        model = Practice
        fields = [
            "kind",
            "authority",
            "title_nl",
            "summary_nl",
            "agreement",
            "location",
            "started_on",
            "ended_on",
            *(f"{name}_nl" for name in QUESTIONS),
            "is_anonymous",
            "image",
            "image_alt_nl",
        ]
        widgets = {"kind": forms.RadioSelect, "image": forms.FileInput}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            field.required = False
        self._ask_who_and_what()
        self._ask_the_story()
        if self.instance.pk:
            themes = self.instance.practicetheme_set.filter(rank__isnull=False)
            self.initial["themes"] = list(themes.values_list("theme", flat=True))
            self.initial["divisions"] = self.fields["divisions"].prepare_value(
                self.instance.divisions.all()
            )

    def _ask_who_and_what(self):
        kind, authority = self.fields["kind"], self.fields["authority"]
        kind.choices, kind.required = Practice.Kind.choices, True
        authority.queryset, authority.required = authorities_of(self.user), True
        if len(self.user.writes_for) == 1 and not self.user.is_staff:
            authority.empty_label = None
        authority.error_messages["required"] = _("Choose the authority that tells this.")
        self.fields["agreement"].queryset = ties_of(self.user)
        self.fields["agreement"].label = _("the tie it came from")
        self.fields["title_nl"].label = _("title")
        self.fields["summary_nl"].label = _("the whole in one sentence")
        self.fields["image_alt_nl"].label = _("what the picture shows")
        counted(self.fields["title_nl"], TITLE)
        counted(self.fields["summary_nl"], SUMMARY)

    def _ask_the_story(self):
        for name, (label, hint) in QUESTIONS.items():
            field = self.fields[f"{name}_nl"]
            field.label, field.help_text = label, hint
            field.widget = forms.Textarea(attrs={"rows": 4 if LENGTHS[name] < 1000 else 7})
            counted(field, LENGTHS[name])

    @transaction.atomic
    def save_valid(self):
        """Write what is right and leave the rest as it was; returns the practice.

        A draft is saved while it is written, so one wrong date must not keep back a page of text.
        Nothing is written, and None returned, when a new one lacks its authority or kind.
        """
        right, practice = self.right_values, self._stored()
        put_on(practice, right)
        has_party = practice.authority_id or practice.organisation_id
        if not (has_party and practice.kind):
            return None
        practice.save()
        if "themes" in right:
            set_main_themes(practice=practice, themes=right["themes"])
        if "divisions" in right:
            practice.divisions.set(right["divisions"])
        Practice.objects.filter(pk=practice.pk).reindex()
        return practice

    def _stored(self):
        """Return the record as the database has it: form and rules have touched our copy."""
        if self.instance.pk:
            return Practice.objects.get(pk=self.instance.pk)
        return Practice(created_by=self.user)


def put_on(practice, values):
    """Put values on a practice by name; relations to many are written after it is saved."""
    for name, value in values.items():
        if name not in ("themes", "divisions") and not (name == "image" and not value):
            setattr(practice, name, value)
