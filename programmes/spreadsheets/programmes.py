"""Programmes and what belongs to them, each in a file of its own."""

from django.utils.translation import gettext_lazy as _

from partnerships.base.workflow import Publication
from partnerships.models import LocalAuthority, Organisation, Practice, Theme
from partnerships.spreadsheets.base import Sheet, find
from partnerships.spreadsheets.cells import Place, RelatedColumn, Since, Texts, column, split
from programmes.models import (
    Participation,
    Programme,
    ProgrammeOffice,
    ProgrammePartner,
    ProgrammeResult,
    ProgrammeSource,
)

from .cells import Amount, Division, Named, YesOrNothing

NO_THEME = _("There is no theme %(missing)s.")
NO_PRACTICE = _("There is no practice with reference %(missing)s.")


class KeyedSheet(Sheet):
    """A sheet whose rows are told apart by some of their own columns."""

    identity = ()
    # The columns that are lists of other records: their queryset, its key, what a gap is called.
    lists = {}

    def key_of_row(self, row):
        return tuple(row.get(name, "") for name in self.identity)

    def key_of_record(self, record):
        return tuple(str(self.fields[name].export(record)) for name in self.identity)

    def records(self):
        return super().records().prefetch_related(*self.lists)

    def related_cells(self, instance):
        return {
            name: ";".join(sorted(getattr(one, key) for one in getattr(instance, name).all()))
            for name, (_records, key, _message) in self.lists.items()
        }

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        for name in self.lists:
            instance.cells[name] = ";".join(sorted(split(row.get(name))))

    def save_related(self, instance, row, *, user):
        for name, (records, key, message) in self.lists.items():
            found = find(records.all(), key, split(instance.cells[name]), message)
            getattr(instance, name).set(found)


class OrganisationSheet(KeyedSheet):
    """The organisations that run programmes, by name."""

    identity, keys = ("name",), [("name",)]

    name = column("name")
    kind = column("kind")
    country = column("country")
    website = column("website")

    class Meta(Sheet.Meta):
        model = Organisation


class ProgrammeSheet(KeyedSheet):
    """Programmes by reference; what comes from a named source is published at once."""

    identity, keys = ("reference",), [("reference",)]
    lists = {
        "themes": (Theme.objects, "slug", NO_THEME),
        "practices": (Practice.objects, "slug", NO_PRACTICE),
    }

    reference = column("slug", name="reference")
    name_nl = column("name_nl")
    name_en = column("name_en")
    name_zh_hans = column("name_zh_hans")
    acronym = column("acronym")
    kind = column("kind")
    summary_nl = column("summary_nl")
    summary_en = column("summary_en")
    summary_zh_hans = column("summary_zh_hans")
    funder_nl = column("funder_nl")
    funder_en = column("funder_en")
    funder_zh_hans = column("funder_zh_hans")
    budget = column("budget", Amount())
    client = column("client", Place(LocalAuthority))
    valid_from = column("valid_from", Since())
    valid_until = column("valid_until", Since())
    predecessor = column("predecessor", Named(Programme, "slug"))
    objective_nl = column("objective_nl")
    objective_en = column("objective_en")
    objective_zh_hans = column("objective_zh_hans")
    background_nl = column("background_nl")
    background_en = column("background_en")
    background_zh_hans = column("background_zh_hans")
    focus_nl = column("focus_nl")
    focus_en = column("focus_en")
    focus_zh_hans = column("focus_zh_hans")
    themes = RelatedColumn("themes")
    countries = column("countries", Texts())
    who_can_join_nl = column("who_can_join_nl")
    who_can_join_en = column("who_can_join_en")
    who_can_join_zh_hans = column("who_can_join_zh_hans")
    support_nl = column("support_nl")
    support_en = column("support_en")
    support_zh_hans = column("support_zh_hans")
    effort_nl = column("effort_nl")
    effort_en = column("effort_en")
    effort_zh_hans = column("effort_zh_hans")
    website = column("website")
    practices = RelatedColumn("practices")

    class Meta(Sheet.Meta):
        model = Programme

    def records(self):
        return super().records().select_related("client", "predecessor")

    def before_save_instance(self, instance, row, **kwargs):
        if instance.pk is None:
            instance.publication = Publication.PUBLISHED


class OfProgramme(KeyedSheet):
    """A sheet of what belongs to programmes, each named by its reference."""

    programme = column("programme", Named(Programme, "slug"))

    def records(self):
        return super().records().select_related("programme")


class PartnerSheet(OfProgramme):
    """Who runs a programme."""

    identity = ("programme", "organisation", "role")
    keys = [identity]

    organisation = column("organisation", Named(Organisation, "name"))
    role = column("role")
    valid_from = column("valid_from", Since())
    valid_until = column("valid_until", Since())
    note_nl = column("note_nl")
    note_en = column("note_en")
    note_zh_hans = column("note_zh_hans")
    source = column("source")

    class Meta(Sheet.Meta):
        model = ProgrammePartner

    def records(self):
        return super().records().select_related("organisation")


class OfficeSheet(OfProgramme):
    """From where a programme is run."""

    identity = ("programme", "city_nl")
    keys = [identity]

    city_nl = column("city_nl")
    city_en = column("city_en")
    city_zh_hans = column("city_zh_hans")
    address = column("address")
    role_nl = column("role_nl")
    role_en = column("role_en")
    role_zh_hans = column("role_zh_hans")

    class Meta(Sheet.Meta):
        model = ProgrammeOffice


class ResultSheet(OfProgramme):
    """What a source says that a programme brought."""

    identity = ("programme", "what_nl", "source")
    keys = [identity]

    kind = column("kind")
    what_nl = column("what_nl")
    what_en = column("what_en")
    what_zh_hans = column("what_zh_hans")
    number = column("number", Amount())
    is_minimum = column("is_minimum", YesOrNothing())
    on = column("on", Since())
    source = column("source")

    class Meta(Sheet.Meta):
        model = ProgrammeResult


class SourceSheet(OfProgramme):
    """Where facts about a programme can be read."""

    identity = ("programme", "reference")
    keys = [identity]

    kind = column("kind")
    reference = column("reference")
    note = column("note")

    class Meta(Sheet.Meta):
        model = ProgrammeSource


class ParticipationSheet(OfProgramme):
    """Who takes part, and with whom."""

    identity = ("programme", "authority", "city", "division")
    keys = [("programme", "city", "division")]
    lists = {"themes": (Theme.objects, "slug", NO_THEME)}

    authority = column("authority", Place(LocalAuthority))
    city = column("city")
    country = column("country")
    division = column("division", Division())
    cluster = column("cluster")
    role = column("role")
    state = column("state")
    valid_from = column("valid_from", Since())
    valid_until = column("valid_until", Since())
    themes = RelatedColumn("themes")
    note_nl = column("note_nl")
    note_en = column("note_en")
    note_zh_hans = column("note_zh_hans")
    source = column("source")

    class Meta(Sheet.Meta):
        model = Participation

    def records(self):
        return super().records().select_related("authority", "division")
