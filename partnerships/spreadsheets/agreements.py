"""The spreadsheet of ties: one agreement on a line, with its parties, status and sources."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from partnerships.actions import agreements as actions
from partnerships.base.workflow import Publication
from partnerships.models import Agreement
from partnerships.models.agreement_choices import CLOSED

from .base import Sheet
from .cells import Number, RelatedColumn, Since, Texts, column, plain
from .parts import PARTS, Parties


class AgreementSheet(Sheet):
    """Agreements, found by reference, or by parties and kind where a row has none.

    What is imported comes from a source or a colleague and is published at once. Columns may be
    left out; an empty cell empties the field.
    """

    keys = [("reference",), ("authorities", "divisions", "kind")]
    derived = ("slug", "title_nl", "title_en", "title_zh_hans")

    reference = column("slug", name="reference")
    authorities = RelatedColumn("authorities")
    divisions = RelatedColumn("divisions")
    kind = column("kind")
    document_form = column("document_form")
    first_contact_year = column("first_contact_year", Number())
    signed_on = column("signed_on", Since())
    valid_from = column("valid_from", Since())
    valid_until = column("valid_until", Since())
    verification = column("verification")
    status = RelatedColumn("status")
    status_on = RelatedColumn("status_on")
    status_by = RelatedColumn("status_by")
    status_reason = RelatedColumn("status_reason")
    decision_body = RelatedColumn("decision_body")
    status_note_nl = RelatedColumn("status_note_nl")
    status_note_en = RelatedColumn("status_note_en")
    status_note_zh_hans = RelatedColumn("status_note_zh_hans")
    replaced_by = RelatedColumn("replaced_by")
    origin = column("origin")
    themes = RelatedColumn("themes")
    extra_themes = RelatedColumn("extra_themes")
    keywords = column("keywords", Texts())
    title_nl = column("title_nl")
    title_en = column("title_en")
    title_zh_hans = column("title_zh_hans")
    summary_nl = column("summary_nl")
    summary_en = column("summary_en")
    summary_zh_hans = column("summary_zh_hans")
    source_1 = RelatedColumn("source_1")
    source_1_kind = RelatedColumn("source_1_kind")
    source_2 = RelatedColumn("source_2")
    source_2_kind = RelatedColumn("source_2_kind")
    source_note = RelatedColumn("source_note")

    class Meta(Sheet.Meta):
        model = Agreement

    def records(self):
        return super().records().with_all()

    def related_cells(self, instance):
        cells = {"replaced_by": instance.replaced_by.slug if instance.replaced_by else ""}
        for part in PARTS:
            cells |= part.read(instance)
        return cells

    def export_resource(self, instance, selected_fields=None, **kwargs):
        instance.cells = self.related_cells(instance)
        return super().export_resource(instance, selected_fields=selected_fields, **kwargs)

    def is_left_open(self, name, instance, row):
        # Without a reference the parties find the record; its address stays or is made from them.
        if name == "reference":
            return not row.get("reference")
        return super().is_left_open(name, instance, row)

    def import_instance(self, instance, row, **kwargs):
        """Read the plain columns, then those that belong together; report every refusal at once."""
        errors = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        try:
            self._read_successor(instance, row)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for part in self.parts_of(instance, row):
            cells = {name: instance.cells.get(name, "") for name in part.columns}
            cells |= {name: row[name] for name in part.columns if name in row}
            try:
                instance.cells |= part.check(cells, instance)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)
        self._complete(instance)

    @staticmethod
    def parts_of(instance, row):
        """Return the parts that a row speaks of; of a new agreement it speaks of all."""
        return [
            part
            for part in PARTS
            if not instance.known or any(name in row for name in part.columns)
        ]

    def _read_successor(self, instance, row):
        wanted = row.get("replaced_by", instance.cells.get("replaced_by", ""))
        if wanted and wanted not in self.by_key and wanted not in self.references:
            message = _("There is no agreement with reference %(reference)s.")
            refusal = ValidationError(message, params={"reference": wanted})
            raise ValidationError({"replaced_by": refusal})
        instance.cells["replaced_by"] = wanted

    def _complete(self, instance):
        """Give a new agreement the title and address that its parties and kind make."""
        authorities, divisions = Parties.places(instance.cells)
        for language in ("nl", "en", "zh_hans"):
            if instance.pk is None and not getattr(instance, f"title_{language}"):
                with override(language.replace("_", "-")):
                    names = [place.display_name for place in (*authorities, *divisions)]
                    kind = str(instance.get_kind_display())
                title = f"{kind[:1].upper()}{kind[1:]} {' – '.join(names)}"
                setattr(instance, f"title_{language}", title[:160])
        if not instance.slug:
            instance.slug = slugify(instance.title_nl)[:120]

    def validate_instance(self, instance, import_validation_errors=None, **kwargs):
        super().validate_instance(instance, import_validation_errors, **kwargs)
        authorities, divisions = Parties.places(instance.cells)
        rivals = actions.running_rivals(
            agreement=instance if instance.pk else None,
            kind=instance.kind,
            authorities=authorities,
            divisions=divisions,
        )
        if instance.cells["status"] not in CLOSED and rivals:
            raise ValidationError(
                _("These parties have a running agreement of this kind already: %(reference)s."),
                params={"reference": ", ".join(rival.slug for rival in rivals)},
            )

    def before_save_instance(self, instance, row, **kwargs):
        if instance.pk is None:
            instance.publication = Publication.PUBLISHED
            if user := kwargs.get("user"):
                instance.moved_by, instance.moved_at = user, timezone.now()

    def save_related(self, instance, row, *, user):
        for part in self.parts_of(instance, row):
            part.write(instance, instance.cells)

    def after_import(self, dataset, result, **kwargs):
        """Name successors last: they may stand further down than what they replace."""
        for agreement in Agreement.objects.filter(pk__in=self.touched):
            wanted = self.by_key[agreement.slug].cells.get("replaced_by")
            successor = Agreement.objects.filter(slug=wanted).first() if wanted else None
            if agreement.replaced_by != successor:
                agreement.replaced_by = successor
                agreement.save(update_fields=["replaced_by", "updated_at"])
        Agreement.objects.filter(pk__in=self.touched).reindex()

    def after_init_instance(self, instance, new, row, **kwargs):
        super().after_init_instance(instance, new, row, **kwargs)
        instance.known = not new

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        listed = dataset["reference"] if "reference" in dataset.headers else []
        self.references = {plain(reference) for reference in listed}
        # Where a closed and a running tie share parties and kind, the running one is meant.
        records = sorted(self.by_key.values(), key=lambda record: record.status not in CLOSED)
        self.by_parties = {
            Parties.key(record.kind, Parties.read(record)): record for record in records
        }

    def get_instance(self, instance_loader, row):
        if row.get("reference"):
            return self.by_key.get(row["reference"])
        return self.by_parties.get(Parties.key(row.get("kind", ""), row))

    def key_of_row(self, row):
        if reference := plain(row.get("reference")):
            return reference
        found = self.by_parties.get(Parties.key(row.get("kind", ""), row))
        return found.slug if found else Parties.key(row.get("kind", ""), row)

    def key_of_record(self, record):
        return record.slug
