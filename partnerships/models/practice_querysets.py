"""Questions about many practices."""

from django.db import connection, models, transaction
from django.db.models import Prefetch, Q
from django.db.models.functions import Coalesce

from partnerships.base import texts
from partnerships.base.indexing import batches
from partnerships.base.translation import LANGUAGES, to_attribute
from partnerships.base.workflow import Publication

from .places import names_around, place_facets
from .practice_disclosure import STORY
from .practice_rows import with_nested

_REINDEX = """
    UPDATE partnerships_practice p
    SET facets = string_to_array(entry.facets, ' '), search = entry.search::tsvector
    FROM unnest(%s::text[], %s::text[], %s::bigint[]) AS entry(facets, search, id)
    WHERE p.id = entry.id
"""
# A row of a list shows the title and the summary.
_ASIDE = [to_attribute("sensitive", code) for code in LANGUAGES]
_LONG_TEXTS = [to_attribute(name, code) for name in (*STORY[2:], "sensitive") for code in LANGUAGES]


# What was imported was moved by nobody; it came to the public when it came here.
PUBLISHED_AT = Coalesce("moved_at", "created_at")
NEWEST = (PUBLISHED_AT.desc(),)


class PracticeQuerySet(models.QuerySet):
    """Practices; ``public()`` decides, once, which of them everybody may see.

    The questions ``for_…`` find no practice that is published without names: to be found under a
    party is to be named. ``owned_by`` finds them too, for the authority itself and for staff.
    """

    def public(self):
        return self.filter(publication=Publication.PUBLISHED)

    def newest(self):
        """Return the practices by when they came to the public, the last first."""
        return self.order_by(*NEWEST, "pk")

    def published_between(self, first, last):
        """Return those that came to the public after one moment and not after another."""
        return self.annotate(published_at=PUBLISHED_AT).filter(
            published_at__gt=first, published_at__lte=last
        )

    def submitted(self):
        """Return the practices that wait for the judgement of staff."""
        return self.filter(publication=Publication.SUBMITTED)

    def kept_by(self, user):
        """Return the practices that a person keeps in the workspace, whatever their state."""
        own = Q(authority__in=user.writes_for) | Q(created_by=user)
        return self.filter(own).order_by("-updated_at", "pk")

    def writable_by(self, user):
        """Return those that may be written now; what waits or is published is not touched."""
        kept = self.filter(Q() if user.is_staff else Q(pk__in=self.kept_by(user).values("pk")))
        return kept.filter(publication__in=(Publication.DRAFT, Publication.RETURNED))

    def owned_by(self, authorities):
        """Return the practices these authorities have a part in, also those without names.

        For the eyes of the authority itself and of staff only.
        """
        named = Q(authority__in=authorities) | Q(other_authorities__in=authorities)
        return self.filter(pk__in=self.model.objects.filter(named).order_by().values("pk"))

    def for_authorities(self, authorities):
        """Return the practices in which one of these authorities is named."""
        return self.owned_by(authorities).filter(is_anonymous=False)

    def for_divisions(self, divisions):
        """Return the practices in which one of these Chinese divisions is named."""
        return self._naming(Q(divisions__in=divisions))

    def for_organisations(self, organisations):
        """Return the practices in which one of these organisations is named."""
        return self._naming(Q(organisation__in=organisations) | Q(partners__in=organisations))

    def for_agreements(self, agreements):
        """Return the practices that say they came from one of these ties."""
        return self._naming(Q(agreement__in=agreements))

    def for_exchanges(self, exchanges):
        """Return the practices that say they came from one of these visits."""
        return self._naming(Q(exchange__in=exchanges))

    def reused_by(self, authorities):
        """Return the practices that these authorities used, but no anonymous one of their own."""
        reuse = self.model._meta.get_field("reuses").related_model
        used = reuse.objects.filter(authority__in=authorities).order_by()
        own = self.model.objects.owned_by(authorities).filter(is_anonymous=True).order_by()
        return self.filter(pk__in=used.values("practice")).exclude(pk__in=own.values("pk"))

    def _naming(self, condition):
        named = self.model.objects.filter(condition, is_anonymous=False)
        return self.filter(pk__in=named.order_by().values("pk"))

    def matching(self, text):
        """Return the practices in which every word of a text is found; all for an empty text."""
        return self.answering(text).matches if text.strip() else self

    def answering(self, text):
        """Return what of these answers a text of the search box: all of it, and the best first."""
        return texts.search(self, text, among=self.model.objects.public(), newness=PUBLISHED_AT)

    def formerly(self, slug):
        """Return the practices that had this address once.

        Not the anonymous ones: an address from before may hold the name that is withheld now.
        """
        events = self.model.pgh_event_models["update"].objects
        former = events.filter(slug=slug, pgh_obj__isnull=False)
        return self.filter(is_anonymous=False, pk__in=former.values("pgh_obj"))

    def without_source(self):
        return self.filter(sources__isnull=True)

    def with_parties(self):
        """Fetch who and where, with their names: one query for each of the sets."""
        others = self.model._meta.get_field("other_authorities").related_model.objects
        places = self.model._meta.get_field("divisions").related_model.objects
        return self.select_related("authority__province", "organisation").prefetch_related(
            Prefetch("other_authorities", others.select_related("province")),
            Prefetch("divisions", places.select_related("province")),
            "partners",
        )

    def for_rows(self):
        """Return what a row of a list shows, with parties and themes, in one statement."""
        return with_nested(self).defer("search", "facets", *_LONG_TEXTS)

    def for_hits(self):
        """Return what a row shows that also says where the words of a question were found."""
        return with_nested(self).defer("search", "facets", *_ASIDE)

    def with_moves(self):
        """Fetch the author and the steps so far, with who made them and what was said."""
        return self.select_related("created_by").prefetch_related("moves__moved_by")

    def with_all(self):
        """Fetch whatever a page or file of one practice shows, one query for each relation."""
        return (
            self.with_parties()
            .select_related("agreement", "exchange")
            .prefetch_related(
                "practicetheme_set__theme", "evidence", "reuses__authority", "links", "sources"
            )
        )

    def reindex(self):
        """Write anew what search and facets compare; returns how many were written."""
        total = 0
        with transaction.atomic():
            for batch in batches(self.with_all(), 500):
                searched = [_searched(practice) for practice in batch]
                texts.learn(*searched)
                learnt = texts.learnt_for(*searched)
                rows = [
                    (_facet_values(practice), texts.analyse(found, learnt=learnt), practice.pk)
                    for practice, found in zip(batch, searched, strict=True)
                ]
                with connection.cursor() as cursor:
                    cursor.execute(_REINDEX, [list(column) for column in zip(*rows, strict=True)])
                total += len(rows)
        return total


# Facets and searched texts are both made from what is disclosed, so that an anonymous practice is
# found by its story and never by a party or a place.


def _themes(practice):
    return [link.theme for link in practice.practicetheme_set.all()]


def _facet_values(practice):
    values = place_facets(practice.disclosed.authorities, practice.disclosed.divisions) | {
        f"kind:{practice.kind}",
        f"verification:{practice.verification}",
        *(f"theme:{theme.slug}" for theme in _themes(practice)),
        *(f"language:{code}" for code in LANGUAGES if _is_told_in(practice, code)),
    }
    if practice.started_on:
        values.add(f"year:{practice.started_on.year}")
    return " ".join(sorted(values))


def _is_told_in(practice, code):
    """Return whether a reader of a language finds at least title and summary in it."""
    return all(getattr(practice, to_attribute(name, code)) for name in ("title", "summary"))


def _in_all(record, *names):
    """Return texts of a record in all languages, each with the language it is in."""
    return [
        texts.Text(getattr(record, to_attribute(name, code)), code)
        for name in names
        for code in LANGUAGES
    ]


def _searched(practice):
    """Return the texts by which a practice is found, the most telling first."""
    told = practice.disclosed
    places = [*told.authorities, *told.divisions]
    bodies = [body.name for body in (told.organisation, *told.partners) if body]
    names = [name for place in places for name in place.searched_names]
    around = [*told.keywords, *names_around(places), told.location]
    return {
        "A": [*_in_all(practice, "title"), *map(texts.Text, [*names, *bodies])],
        "B": [
            *_in_all(practice, "summary"),
            *(text for theme in _themes(practice) for text in _in_all(theme, "name")),
            *map(texts.Text, around),
        ],
        "C": _in_all(practice, *STORY[2:]),
        "D": [text for row in practice.evidence.all() for text in _in_all(row, "indicator")],
    }
