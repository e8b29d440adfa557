"""Columns of the sheet of practices that belong together and live in tables of their own.

Each part reads its columns from a practice, checks those of a row, fills the fields of the record
itself, and writes the rest once the record is saved.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.actions import practice_parts as actions
from partnerships.models import (
    Agreement,
    ChineseDivision,
    LocalAuthority,
    Organisation,
    Source,
    Theme,
)

from .base import find
from .cells import split


def found(name, cells, queryset, field, message):
    """Return the records that a cell names; a refusal stands at its column."""
    try:
        return find(queryset, field, split(cells[name]), message)
    except ValidationError as error:
        raise ValidationError({name: error}) from error


class Part:
    """What the parts share: nothing to fill or write unless they say so."""

    columns = ()

    @staticmethod
    def fill(practice):
        """Set fields of the record from its checked cells, before it is saved."""

    @staticmethod
    def write(practice, before):
        """Write the checked cells to other tables; ``before`` are the cells as they were."""


class Places(Part):
    """Authorities by CBS code, the one in charge first, and Chinese places by GB/T 2260 code."""

    columns = ("authorities", "divisions")

    @staticmethod
    def read(practice):
        first = [practice.authority.code] if practice.authority else []
        others = sorted(place.code for place in practice.other_authorities.all())
        divisions = (place.code or place.name_zh for place in practice.divisions.all())
        return {
            "authorities": ";".join([*first, *others]),
            "divisions": ";".join(sorted(divisions)),
        }

    @staticmethod
    def check(cells):
        Places.places(cells)
        first, *others = split(cells["authorities"]) or [""]
        return {
            "authorities": ";".join(filter(None, [first, *sorted(others)])),
            "divisions": ";".join(sorted(split(cells["divisions"]))),
        }

    @staticmethod
    def places(cells):
        message = _("There is no place with code %(missing)s.")
        divisions = ChineseDivision.objects.filter(code__isnull=False)
        return (
            found("authorities", cells, LocalAuthority.objects.order_by("pk"), "code", message),
            found("divisions", cells, divisions, "code", message),
        )

    @staticmethod
    def fill(practice):
        authorities, _divisions = Places.places(practice.cells)
        practice.authority = authorities[0] if authorities else None

    @staticmethod
    def write(practice, before):
        authorities, divisions = Places.places(practice.cells)
        practice.other_authorities.set(authorities[1:])
        practice.divisions.set(divisions)


class Bodies(Part):
    """The organisation in charge and the partners, by name.

    One that is not on record yet is added with its name alone: its kind and country are not
    established by being named.
    """

    columns = ("organisation", "partners")

    @staticmethod
    def read(practice):
        return {
            "organisation": practice.organisation.name if practice.organisation else "",
            "partners": ";".join(sorted(body.name for body in practice.partners.all())),
        }

    @staticmethod
    def check(cells):
        longest = Organisation._meta.get_field("name").max_length
        for name in Bodies.columns:
            if any(len(body) > longest for body in split(cells[name])):
                message = _("A name has at most %(longest)d characters.")
                raise ValidationError({name: ValidationError(message, params={"longest": longest})})
        return {
            "organisation": cells["organisation"],
            "partners": ";".join(sorted(split(cells["partners"]))),
        }

    @staticmethod
    def body(name):
        known = Organisation.objects.filter(name=name).order_by("pk").first()
        return known or Organisation(name=name)

    @staticmethod
    def fill(practice):
        # One that is new is saved with the practice, so that a refused row leaves nothing behind.
        name = practice.cells["organisation"]
        practice.organisation = Bodies.body(name) if name else None

    @staticmethod
    def save_organisation(practice):
        if practice.organisation and practice.organisation.pk is None:
            practice.organisation.save()
            practice.organisation = practice.organisation  # Takes over the key.

    @staticmethod
    def write(practice, before):
        partners = [Bodies.body(name) for name in split(practice.cells["partners"])]
        for body in partners:
            if body.pk is None:
                body.save()
        practice.partners.set(partners)


class Tie(Part):
    """The agreement it came from, by its reference."""

    columns = ("agreement",)

    @staticmethod
    def read(practice):
        return {"agreement": practice.agreement.slug if practice.agreement else ""}

    @staticmethod
    def check(cells):
        Tie.agreements(cells)
        return cells

    @staticmethod
    def agreements(cells):
        message = _("There is no agreement with reference %(missing)s.")
        return found("agreement", cells, Agreement.objects.all(), "slug", message)

    @staticmethod
    def fill(practice):
        practice.agreement = next(iter(Tie.agreements(practice.cells)), None)


class MainThemes(Part):
    """Up to three main themes, most important first; further ones are added at the desk."""

    columns = ("themes",)

    @staticmethod
    def read(practice):
        links = practice.practicetheme_set.all()
        return {"themes": ";".join(link.theme.slug for link in links if link.rank)}

    @staticmethod
    def check(cells):
        themes = MainThemes.themes(cells)
        if len(themes) > 3:
            raise ValidationError({"themes": _("A record has at most three main themes.")})
        if len(set(themes)) < len(themes):
            raise ValidationError({"themes": _("A theme is named once.")})
        return {"themes": ";".join(theme.slug for theme in themes)}

    @staticmethod
    def themes(cells):
        message = _("There is no theme %(missing)s.")
        return found("themes", cells, Theme.objects.all(), "slug", message)

    @staticmethod
    def write(practice, before):
        themes = MainThemes.themes(practice.cells)
        actions.set_main_themes(practice=practice, themes=themes)


class OwnSource(Part):
    """Where it was read: the first source of the practice, with its kind and a note."""

    columns = ("source", "source_kind", "source_note")

    @staticmethod
    def read(practice):
        source = next(iter(practice.sources.all()), None)
        if source is None:
            return dict.fromkeys(OwnSource.columns, "")
        return {
            "source": source.reference,
            "source_kind": source.kind,
            "source_note": source.note,
        }

    @staticmethod
    def check(cells):
        if cells["source"] and cells["source_kind"] not in Source.Kind.values:
            known = ", ".join(Source.Kind.values)
            message = _("The kind of a source is one of: %(known)s.")
            raise ValidationError(
                {"source_kind": ValidationError(message, params={"known": known})}
            )
        return cells if cells["source"] else dict.fromkeys(OwnSource.columns, "")

    @staticmethod
    def write(practice, before):
        actions.set_source(
            practice=practice,
            reference=practice.cells["source"],
            instead_of=before["source"],
            kind=practice.cells["source_kind"],
            note=practice.cells["source_note"],
        )


PARTS = (Places, Bodies, Tie, MainThemes, OwnSource)
