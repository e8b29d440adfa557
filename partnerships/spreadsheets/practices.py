"""The spreadsheet of practices: one on a line, with its parties, themes and source."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.actions import practices as actions
from partnerships.base.workflow import Publication
from partnerships.models import Practice

from .base import Sheet
from .cells import RelatedColumn, Since, Texts, column, plain
from .practice_parts import PARTS, Bodies


class PracticeSheet(Sheet):
    """Practices, found by their reference.

    What is imported comes from a source and is published at once, as declared and without an
    author. The first authority is the one in charge. Columns may be left out; an empty cell
    empties the field.
    """

    keys = [("reference",)]

    reference = column("slug", name="reference")
    kind = column("kind")
    authorities = RelatedColumn("authorities")
    organisation = RelatedColumn("organisation")
    partners = RelatedColumn("partners")
    divisions = RelatedColumn("divisions")
    agreement = RelatedColumn("agreement")
    started_on = column("started_on", Since())
    themes = RelatedColumn("themes")
    keywords = column("keywords", Texts())
    title_nl = column("title_nl")
    title_en = column("title_en")
    title_zh_hans = column("title_zh_hans")
    summary_nl = column("summary_nl")
    summary_en = column("summary_en")
    summary_zh_hans = column("summary_zh_hans")
    challenge_nl = column("challenge_nl")
    challenge_en = column("challenge_en")
    challenge_zh_hans = column("challenge_zh_hans")
    approach_nl = column("approach_nl")
    approach_en = column("approach_en")
    approach_zh_hans = column("approach_zh_hans")
    results_nl = column("results_nl")
    results_en = column("results_en")
    results_zh_hans = column("results_zh_hans")
    lesson_nl = column("lesson_nl")
    lesson_en = column("lesson_en")
    lesson_zh_hans = column("lesson_zh_hans")
    source = RelatedColumn("source")
    source_kind = RelatedColumn("source_kind")
    source_note = RelatedColumn("source_note")

    class Meta(Sheet.Meta):
        model = Practice

    def records(self):
        return super().records().with_all()

    def related_cells(self, instance):
        return {name: cell for part in PARTS for name, cell in part.read(instance).items()}

    def import_instance(self, instance, row, **kwargs):
        """Read the plain columns, then those that belong together; report every refusal at once."""
        errors = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for part in PARTS:
            cells = {name: row.get(name, instance.cells.get(name, "")) for name in part.columns}
            try:
                instance.cells |= part.check(cells)
                part.fill(instance)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)
        if instance.pk is None:
            instance.verification = Practice.Verification.DECLARED

    def before_save_instance(self, instance, row, **kwargs):
        Bodies.save_organisation(instance)
        if instance.pk is None:
            instance.publication = Publication.PUBLISHED
            if user := kwargs.get("user"):
                instance.moved_by, instance.moved_at = user, timezone.now()

    def save_related(self, instance, row, *, user):
        """Write what lives in other tables; a row without what readers need is refused whole."""
        before = self.related_cells(Practice.objects.with_all().get(pk=instance.pk))
        for part in PARTS:
            if any(instance.cells[name] != before[name] for name in part.columns):
                part.write(instance, before)
        self._check_publishable(Practice.objects.get(pk=instance.pk))

    @staticmethod
    def _check_publishable(practice):
        """Ask of a published practice what the actions ask; it is read anew, as it is stored."""
        if practice.publication == Publication.PUBLISHED:
            actions.check_complete(practice)

    def after_import(self, dataset, result, **kwargs):
        Practice.objects.filter(pk__in=self.touched).reindex()

    def key_of_row(self, row):
        if not plain(row.get("reference")):
            raise ValidationError({"reference": _("Give every practice a reference of its own.")})
        return plain(row["reference"])

    def key_of_record(self, record):
        return record.slug
