"""Questions about many programmes."""

from django.db import models
from django.db.models import CharField, Count, F, Prefetch, Q, Value
from django.db.models.functions import Left, Length
from django.db.models.lookups import GreaterThan, LessThan
from django.utils.translation import gettext_lazy as _
from translated_fields import to_attribute

from partnerships.base.search import words
from partnerships.base.translation import LANGUAGES
from partnerships.base.workflow import Publication
from partnerships.models import Exchange, Practice


class Stage(models.TextChoices):
    """Where a programme stands in its term; follows from its dates."""

    AHEAD = "ahead", _("yet to start")
    RUNNING = "running", _("running")
    FINISHED = "finished", _("finished")


# Where the words of a question are looked for.
TRANSLATED = ("name", "summary", "focus", "funder")
PLAIN = (
    "acronym",
    "client__name",
    "partners__organisation__name",
    "participations__authority__name",
    "participations__city",
    "participations__division__name_en",
    "participations__division__name_nl",
    "participations__division__name_zh",
)
SEARCHED = (*(to_attribute(name, code) for name in TRANSLATED for code in LANGUAGES), *PLAIN)


class ProgrammeQuerySet(models.QuerySet):
    """Programmes; ``public()`` decides, once, which of them everybody may see."""

    def public(self):
        return self.filter(publication=Publication.PUBLISHED)

    def matching(self, text):
        """Return the programmes in which every word of a text stands somewhere."""
        found = self
        for word in words(text):
            either = Q()
            for column in SEARCHED:
                either |= Q(**{f"{column}__icontains": word})
            # Each word by itself: two words may stand with two different participants.
            found = found.filter(pk__in=self.model.objects.filter(either).values("pk"))
        return found

    def in_stage(self, stage, *, on):
        """Return the programmes in a stage on a day, as ``Programme.stage`` tells it."""
        ahead = ~Q(valid_from="") & Q(GreaterThan(F("valid_from"), _cut(on, "valid_from")))
        over = ~Q(valid_until="") & Q(LessThan(F("valid_until"), _cut(on, "valid_until")))
        return self.filter(
            {
                Stage.AHEAD: ahead,
                Stage.RUNNING: ~ahead & ~over,
                Stage.FINISHED: over & ~ahead,
            }[Stage(stage)]
        )

    def for_rows(self):
        """Return programmes with what a row of a list shows."""
        return self.select_related("client").prefetch_related("themes")

    def with_all(self):
        """Return programmes with everything that their page and files show."""
        successors = Prefetch("successors", self.model.objects.public(), to_attr="next_programmes")
        return self.select_related("client", "predecessor").prefetch_related(
            "themes",
            "partners__organisation",
            "offices",
            "results",
            "sources",
            "contacts",
            "participations__authority",
            "participations__division__province",
            "participations__themes",
            successors,
            Prefetch("practices", Practice.objects.public().newest().for_rows()),
            Prefetch("exchanges", Exchange.objects.public()),
        )

    def with_participant_count(self):
        return self.annotate(participation_count=Count("participations"))


def _cut(on, field):
    """Return a day, cut to the precision with which a partial date is known."""
    day = Value(on.isoformat(), output_field=CharField())
    return Left(day, Length(field))
