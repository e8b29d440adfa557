"""The forms in which an authority corrects what is published of its practices and exchanges."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partnerships.actions.practice_parts import set_main_themes
from partnerships.base.workflow import check_names_nobody
from partnerships.models import Exchange, Practice
from partnerships.models.practices import LENGTHS

from .exchange_parts import RESULTS
from .exchanges import COMPOSITION, TITLE
from .fields import MOST_THEMES, DayInput, ThemesField, counted, tells_no_address
from .practices import QUESTIONS, SUMMARY
from .proposed import ProposedForm


class PracticeCorrectionForm(ProposedForm):
    """A published practice in Dutch; whose it is, and whether it names that, is for staff."""

    themes = ThemesField(most=MOST_THEMES, help_text=_("At most three."))

    class Meta:
        model = Practice
        fields = [
            "title_nl",
            "summary_nl",
            "location",
            "started_on",
            "ended_on",
            *(f"{name}_nl" for name in QUESTIONS),
        ]
        labels = {"title_nl": _("title"), "summary_nl": _("the whole in one sentence")}

    groups = (
        (_("What it is about"), ["title_nl", "summary_nl", "themes"]),
        (_("Where and when"), ["location", "started_on", "ended_on"]),
        (_("The story"), [f"{name}_nl" for name in QUESTIONS]),
    )

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        counted(self.fields["title_nl"], TITLE)
        counted(self.fields["summary_nl"], SUMMARY)
        for name, (label, hint) in QUESTIONS.items():
            field = self.fields[f"{name}_nl"]
            field.label, field.help_text = label, hint
            counted(field, LENGTHS[name])

    def _post_clean(self):
        super()._post_clean()
        if self.instance.is_anonymous and not self.errors:
            try:
                check_names_nobody(self.instance)
            except ValidationError as error:
                self.add_error(None, error)

    @staticmethod
    def themes_of(record):
        themes = record.practicetheme_set.filter(rank__isnull=False)
        return themes.values_list("theme", flat=True)

    @transaction.atomic
    def save(self):
        """Write what differs, and index the practice anew."""
        practice, changed = self.write()
        if "themes" in changed:
            chosen = {theme.pk: theme for theme in self.cleaned_data["themes"]}
            links = practice.practicetheme_set.filter(rank__isnull=False).order_by("rank")
            kept = [pk for pk in links.values_list("theme", flat=True) if pk in chosen]
            order = [*kept, *(pk for pk in chosen if pk not in kept)]
            set_main_themes(practice=practice, themes=[chosen[pk] for pk in order])
        Practice.objects.filter(pk=practice.pk).reindex()
        return practice


class ExchangeCorrectionForm(ProposedForm):
    """A published exchange in Dutch; who took part is for staff."""

    themes = ThemesField()

    class Meta:
        model = Exchange
        fields = [
            "title_nl",
            "purpose",
            "from_on",
            "until_on",
            "level",
            "leader_role",
            "size",
            "composition",
            "host",
            "results_nl",
            "report_url",
        ]
        labels = {"title_nl": _("title"), "results_nl": _("results")}
        widgets = {"from_on": DayInput, "until_on": DayInput}

    groups = (
        (_("What it is about"), ["title_nl", "purpose", "themes"]),
        (_("Where and when"), ["from_on", "until_on", "host"]),
        (_("Who went"), ["level", "leader_role", "size", "composition"]),
        (_("What came of it"), ["results_nl", "report_url"]),
    )

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        for name in ("leader_role", "composition", "host", "results_nl"):
            self.fields[name].validators.append(tells_no_address)
        counted(self.fields["title_nl"], TITLE)
        counted(self.fields["composition"], COMPOSITION)
        counted(self.fields["results_nl"], RESULTS)

    @staticmethod
    def themes_of(record):
        return record.themes.values_list("pk", flat=True)

    @transaction.atomic
    def save(self):
        """Write what differs."""
        exchange, changed = self.write()
        if "themes" in changed:
            exchange.themes.set(self.cleaned_data["themes"])
        return exchange
