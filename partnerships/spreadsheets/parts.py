"""Columns of the sheet of ties that belong together and live in tables of their own.

Each part reads its columns from a record, checks those of a row, and writes them.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.actions import agreements as actions
from partnerships.base.dates import PartialDate
from partnerships.models import ChineseDivision, LocalAuthority, Source, StatusChange, Theme
from partnerships.models.agreement_choices import Status

from .base import find
from .cells import split

LANGUAGES = ("nl", "en", "zh_hans")


class Parties:
    """Who takes part: CBS codes on the Dutch side, GB/T 2260 codes on the Chinese."""

    columns = ("authorities", "divisions")

    @staticmethod
    def read(agreement):
        return {
            "authorities": ";".join(place.code for place in agreement.authorities),
            "divisions": ";".join(place.code or place.name_zh for place in agreement.divisions),
        }

    @staticmethod
    def check(cells, agreement):
        for name, message in (
            ("authorities", _("Name at least one Dutch authority by its CBS code.")),
            ("divisions", _("Name at least one Chinese division by its six-digit code.")),
        ):
            if not split(cells[name]):
                raise ValidationError({name: message})
        Parties.places(cells)
        present = Parties.read(agreement) if agreement.pk else dict.fromkeys(Parties.columns, "")
        # The same parties in another order are no change.
        return {
            name: present[name]
            if set(split(cells[name])) == set(split(present[name]))
            else ";".join(split(cells[name]))
            for name in Parties.columns
        }

    @staticmethod
    def places(cells):
        """Return the parties of a row by side; raises ValidationError for unknown codes."""
        sides = (
            ("authorities", LocalAuthority.objects.order_by("pk"), "code"),
            ("divisions", ChineseDivision.objects.filter(code__isnull=False), "code"),
        )
        found = []
        for name, places, field in sides:
            message = _("There is no place with code %(missing)s.")
            try:
                found.append(find(places, field, split(cells[name]), message))
            except ValidationError as error:
                raise ValidationError({name: error}) from error
        return found

    @staticmethod
    def key(kind, cells):
        sides = (frozenset(split(cells.get(name))) for name in Parties.columns)
        return kind, *sides

    @staticmethod
    def write(agreement, cells):
        authorities, divisions = Parties.places(cells)
        actions.set_parties(agreement=agreement, authorities=authorities, divisions=divisions)


class Themes:
    """What it is about: up to three main themes, most important first, and further ones."""

    columns = ("themes", "extra_themes")

    @staticmethod
    def read(agreement):
        links = agreement.agreementtheme_set.all()
        return {
            "themes": ";".join(link.theme.slug for link in links if link.rank),
            "extra_themes": ";".join(link.theme.slug for link in links if not link.rank),
        }

    @staticmethod
    def check(cells, agreement):
        main, further = Themes.chosen(cells)
        if len(main) > 3:
            raise ValidationError({"themes": _("A record has at most three main themes.")})
        if set(main) & set(further):
            raise ValidationError({"extra_themes": _("A theme is named once.")})
        ordered = sorted(further, key=lambda theme: theme.position)
        return {
            "themes": ";".join(theme.slug for theme in main),
            "extra_themes": ";".join(theme.slug for theme in ordered),
        }

    @staticmethod
    def chosen(cells):
        chosen = []
        for name in Themes.columns:
            try:
                message = _("There is no theme %(missing)s.")
                chosen.append(find(Theme.objects.all(), "slug", split(cells[name]), message))
            except ValidationError as error:
                raise ValidationError({name: error}) from error
        return chosen

    @staticmethod
    def write(agreement, cells):
        main, further = Themes.chosen(cells)
        actions.set_themes(agreement=agreement, main=main, further=further)


class PresentStatus:
    """Where the tie stands now: the last row of its status history."""

    notes = tuple(f"status_note_{language}" for language in LANGUAGES)
    columns = ("status", "status_on", "status_by", "status_reason", "decision_body", *notes)

    @staticmethod
    def read(agreement):
        history = list(agreement.status_changes.all())
        if not history:
            return dict.fromkeys(PresentStatus.columns, "")
        last = history[-1]
        return {
            "status": last.status,
            "status_on": str(last.on),
            "status_by": "yes" if last.is_latest else "",
            "status_reason": last.reason,
            "decision_body": last.decision_body,
            **{f"status_note_{name}": getattr(last, f"note_{name}") for name in LANGUAGES},
        }

    @staticmethod
    def check(cells, agreement):
        cells = {**cells, "status": cells["status"] or Status.UNKNOWN}
        if cells["status"] == Status.ACTIVE and not cells["status_on"]:
            cells["status_on"] = agreement.valid_from or agreement.signed_on
        if cells["status_on"]:
            try:
                cells["status_on"] = PartialDate.parse(cells["status_on"])
            except ValidationError as error:
                raise ValidationError({"status_on": error}) from error
        if cells["status_by"] not in ("", "yes"):
            raise ValidationError({"status_by": _("Write “yes” or leave it empty.")})
        change = StatusChange(agreement=agreement, position=1, **PresentStatus.fields(cells))
        try:
            change.full_clean(exclude=["agreement", "position"])
        except ValidationError as error:
            raise ValidationError({"status": error.messages}) from error
        return {name: str(value) for name, value in cells.items()}

    @staticmethod
    def fields(cells):
        return {
            "status": cells["status"],
            "on": PartialDate.parse(cells["status_on"]) if cells["status_on"] else "",
            "is_latest": cells["status_by"] == "yes",
            "reason": cells["status_reason"],
            "decision_body": cells["decision_body"],
            **{f"note_{name}": cells[f"status_note_{name}"] for name in LANGUAGES},
        }

    @staticmethod
    def write(agreement, cells):
        # A change that the press reports is public already: it is shown whatever its kind.
        actions.record_status(agreement=agreement, is_public=True, **PresentStatus.fields(cells))


class Sources:
    """How it is known: two sources with their kind, and a note on how they were read."""

    columns = ("source_1", "source_1_kind", "source_2", "source_2_kind", "source_note")

    @staticmethod
    def read(agreement):
        cells = dict.fromkeys(Sources.columns, "")
        for place, source in enumerate(list(agreement.sources.all())[:2], 1):
            cells |= {f"source_{place}": source.reference, f"source_{place}_kind": source.kind}
            cells["source_note"] = cells["source_note"] or source.note
        return cells

    @staticmethod
    def check(cells, agreement):
        for name in ("source_1", "source_2"):
            kind = f"{name}_kind"
            if cells[name] and cells[kind] not in Source.Kind.values:
                known = ", ".join(Source.Kind.values)
                message = _("The kind of a source is one of: %(known)s.")
                raise ValidationError({kind: ValidationError(message, params={"known": known})})
        return {name: value for name, value in cells.items() if name in Sources.columns}

    @staticmethod
    def write(agreement, cells):
        former = Sources.read(agreement)
        kept = {former["source_1"], former["source_2"]}
        same_note = cells["source_note"] == former["source_note"]
        listed = {
            cells[name]: (
                cells[f"{name}_kind"],
                None if same_note and cells[name] in kept else cells["source_note"],
            )
            for name in ("source_1", "source_2")
            if cells[name]
        }
        actions.set_sources(
            agreement=agreement,
            sources=listed,
            instead_of=kept,
        )


PARTS = (Parties, Themes, PresentStatus, Sources)
