"""Questions about many agreements."""

from django.db import connection, models, transaction
from django.db.models import F, Prefetch, Q

from partnerships.base import search
from partnerships.base.indexing import batches
from partnerships.base.workflow import Publication

from .agreement_choices import CLOSED, Verification
from .places import names_around, place_facets

_REINDEX = """
    UPDATE partnerships_agreement a
    SET sort_title = entry.sort_title,
        facets = string_to_array(entry.facets, ' '),
        search = entry.search::tsvector
    FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[])
        AS entry(sort_title, facets, search, id)
    WHERE a.id = entry.id
"""

_LONG_TEXTS = [f"{name}_{code}" for name in ("summary", "aims") for code in ("nl", "en", "zh_hans")]


class AgreementQuerySet(models.QuerySet):
    """Agreements; ``public()`` decides, once, which of them everybody may see."""

    def public(self):
        return self.filter(publication=Publication.PUBLISHED)

    def submitted(self):
        """Return the agreements that wait for the judgement of staff."""
        return self.filter(publication=Publication.SUBMITTED)

    def drafts(self):
        return self.filter(publication=Publication.DRAFT)

    def running(self):
        """Return the agreements that have not ended or expired."""
        return self.exclude(status__in=CLOSED)

    def due_for_confirmation(self, *, year, on):
        """Return the public running ties that a Dutch party has not confirmed in a round."""
        due = _participant(self.model).objects.due_for_confirmation(year=year, on=on)
        return self.filter(pk__in=due.values("agreement"))

    def between(self, authorities, divisions):
        """Return the agreements that hold a pair of one of these with one of those."""
        pairs = self.model.pairs.rel.related_model.objects.filter(
            authority__in=authorities, division__in=divisions
        )
        return self.filter(pk__in=pairs.values("agreement"))

    def for_authorities(self, authorities):
        """Return the agreements in which one of these authorities takes or took part."""
        return self.filter(pk__in=_participants(self.model, authority__in=authorities))

    def ever_of(self, authority):
        """Return the agreements an authority is or was a party of, as the change log knows."""
        events = _participant(self.model).pgh_event_models["insert"].objects
        return self.filter(pk__in=events.filter(authority=authority).values("agreement"))

    def own(self, user):
        """Return the agreements, public or not, of the authorities a person acts for.

        Staff may look into all of them.
        """
        return self if user.is_staff else self.for_authorities(user.reads_for)

    def for_divisions(self, divisions):
        """Return the agreements with one of these Chinese divisions."""
        return self.filter(pk__in=_participants(self.model, division__in=divisions))

    def matching(self, text):
        """Return the agreements in which every word of a text is found; all for an empty text."""
        if not text.strip():
            return self
        query = search.query(text)
        return self.filter(search.Matches(F("search"), query)) if query else self.none()

    def running_in(self, first_year, last_year):
        """Return the agreements that ran in some year between two, where either may be None.

        An agreement of which neither start nor signing is known is left out.
        """
        period = ~Q(since="")
        if last_year is not None:
            period &= Q(since__lte=f"{last_year}-12-31")
        if first_year is not None:
            period &= _lasts_until(str(first_year))
        return self.filter(period)

    def with_participants(self):
        """Fetch the parties with their names, in one further query."""
        participants = _participant(self.model).objects.select_related(
            "authority__province", "division__province"
        )
        return self.prefetch_related(Prefetch("participants", participants))

    def for_rows(self):
        """Return what a row of a list shows, with the parties, and nothing heavier."""
        return self.with_participants().defer("search", "facets", *_LONG_TEXTS)

    def with_all(self):
        """Fetch whatever a page or file of one agreement shows, one query for each relation."""
        return (
            self.with_participants()
            .select_related("replaced_by")
            .prefetch_related("agreementtheme_set__theme", "status_changes", "sources", "replaces")
        )

    def unverified(self):
        return self.filter(verification=Verification.UNVERIFIED)

    def conflicting(self):
        return self.filter(verification=Verification.CONFLICTING)

    def without_source(self):
        return self.filter(sources__isnull=True)

    def reindex(self):
        """Write anew what search, facets and sorting compare; returns how many were written."""
        total = 0
        with transaction.atomic():
            for batch in batches(self.with_all(), 500):
                rows = [(*entry(agreement), agreement.pk) for agreement in batch]
                with connection.cursor() as cursor:
                    cursor.execute(_REINDEX, [list(column) for column in zip(*rows, strict=True)])
                total += len(rows)
        return total


def _lasts_until(year):
    """Return the condition that an agreement did not end before a year, as far as is known."""
    closed = Q(public_status__in=CLOSED)
    over = closed & (Q(public_status_on__gte=year) | Q(public_status_on="", valid_until__gte=year))
    open_ended = Q(valid_until="") | Q(is_tacitly_renewed=True) | Q(valid_until__gte=year)
    return over | (~closed & open_ended)


def _participant(agreement):
    return agreement._meta.get_field("participants").related_model


def _participants(agreement, **which):
    return _participant(agreement).objects.filter(**which).values("agreement")


def entry(agreement):
    """Return sort title, facet values and search vector of an agreement, as stored.

    The sort title is one for all languages: Dutch names of the authorities, English names of the
    Chinese places, Dutch title. A list of agreements is therefore in the order of a Dutch list,
    also where its reader sees other names.
    """
    authorities, divisions = agreement.authorities, agreement.divisions
    themes = [link.theme for link in agreement.agreementtheme_set.all()]
    names = [one.sort_name_nl for one in authorities] + [one.sort_name_en for one in divisions]
    return (
        f"{' '.join(names)} {search.normalised(agreement.title_nl)}"[:300],
        " ".join(sorted(facet_values(agreement, authorities, divisions, themes))),
        search.vector(_searched(agreement, authorities, divisions, themes)),
    )


def facet_values(agreement, authorities, divisions, themes):
    """Return what an agreement can be filtered by, as ``facet:value`` texts."""
    return place_facets(authorities, divisions) | {
        f"kind:{agreement.kind}",
        f"status:{agreement.public_status or 'none'}",
        f"verification:{agreement.verification}",
        *(f"theme:{theme.slug}" for theme in themes),
    }


def _searched(agreement, authorities, divisions, themes):
    titles = [agreement.title_nl, agreement.title_en, agreement.title_zh_hans]
    names = [name for place in [*authorities, *divisions] for name in place.searched_names]
    around = names_around([*authorities, *divisions])
    subjects = [name for t in themes for name in (t.name_nl, t.name_en, t.name_zh_hans)]
    summaries = [agreement.summary_nl, agreement.summary_en, agreement.summary_zh_hans]
    return {
        "A": [*titles, *names],
        "B": [*around, *subjects, *agreement.keywords],
        "C": summaries,
    }
