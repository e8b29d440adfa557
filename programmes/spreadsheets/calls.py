"""The calls of the past: until when one could enrol in a programme, and who could."""

from partnerships.base.workflow import Publication
from partnerships.spreadsheets.base import Sheet
from partnerships.spreadsheets.cells import Number, Texts, column
from programmes.models import Call

from .cells import LastDay, YesOrNothing
from .programmes import OfProgramme


class CallSheet(OfProgramme):
    """Calls by reference; what comes from a named source is published at once.

    The day on which they opened is in none of the sources, and stays unknown.
    """

    identity, keys = ("reference",), [("reference",)]

    reference = column("slug", name="reference")
    round = column("round")
    title_nl = column("title_nl")
    title_en = column("title_en")
    title_zh_hans = column("title_zh_hans")
    last_on = column("closes_at", LastDay(), name="last_on")
    kinds = column("kinds", Texts())
    minimum_population = column("minimum_population", Number())
    is_open_to_groups = column("is_open_to_groups", YesOrNothing())
    focus_nl = column("focus_nl")
    focus_en = column("focus_en")
    focus_zh_hans = column("focus_zh_hans")
    result_nl = column("result_nl")
    result_en = column("result_en")
    result_zh_hans = column("result_zh_hans")
    website = column("website")

    class Meta(Sheet.Meta):
        model = Call

    def before_save_instance(self, instance, row, **kwargs):
        if instance.pk is None:
            instance.publication = Publication.PUBLISHED
