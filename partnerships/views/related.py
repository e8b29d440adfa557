"""Practices that a reader of one may want to read next, each with the reason."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from partnerships.models import Practice

from .presentation import listed

MOST = 6
# Of each way to be related so many of the newest are compared.
MOST_COMPARED = 100


def related_to(practice):
    """Return the nearest other practices as ``{practice, reason}``: same tie, partner, theme.

    What an anonymous practice withholds relates it to nothing, and nothing to it.
    """
    told = practice.disclosed
    themes = [link.theme_id for link in practice.practicetheme_set.all()]
    divisions = [place.pk for place in told.divisions]
    authorities = [place.pk for place in told.authorities]
    named = Q(is_anonymous=False)
    rows = (
        Practice.objects.filter(pk__in=_near(practice))
        .exclude(pk=practice.pk)
        .annotate(
            same_tie=Count("pk", filter=named & Q(agreement=told.agreement), distinct=True)
            if told.agreement
            else Count("pk", filter=Q(pk__isnull=True)),
            same_places=Count(
                "divisions", filter=named & Q(divisions__in=divisions), distinct=True
            ),
            same_themes=Count("themes", filter=Q(themes__in=themes), distinct=True),
        )
        .filter(Q(same_tie__gt=0) | Q(same_places__gt=0) | Q(same_themes__gt=0))
        .order_by("-same_tie", "-same_places", "-same_themes", "-moved_at", "pk")
        .for_rows()[:MOST]
    )
    return [
        {"practice": other, "reason": _reason(other, divisions, authorities, themes)}
        for other in rows
    ]


def _near(practice):
    """Return the keys of the newest public practices of the same tie, places or themes, or both."""
    told, public = practice.disclosed, Practice.objects.public()
    themes = [f"theme:{link.theme.slug}" for link in practice.practicetheme_set.all()]
    places = [f"division:{place.slug}" for place in told.divisions]
    of_tie = public.filter(is_anonymous=False, agreement=told.agreement)
    of_places, of_themes = (public.filter(facets__overlap=some) for some in (places, themes))
    ways = [
        of_tie if told.agreement else public.none(),
        of_places.filter(facets__overlap=themes),
        of_places,
        of_themes,
    ]
    first, *others = (way.newest().values("pk")[:MOST_COMPARED] for way in ways)
    return first.union(*others)


def _reason(other, divisions, authorities, themes):
    told = other.disclosed
    places = [str(one) for one in told.authorities if one.pk in authorities]
    places += [str(one) for one in told.divisions if one.pk in divisions]
    subjects = [
        str(link.theme) for link in other.practicetheme_set.all() if link.theme_id in themes
    ]
    if places and subjects:
        return _("same place (%(places)s) and theme (%(themes)s)") % {
            "places": listed(places),
            "themes": listed(subjects),
        }
    if places:
        return _("same place: %(places)s") % {"places": listed(places)}
    if subjects:
        return _("same theme: %(themes)s") % {"themes": listed(subjects)}
    return _("from the same tie")
