"""Writes to what belongs to a practice; whoever calls them indexes the practice anew."""

from django.db import transaction

from partnerships.models import PracticeTheme, Source


@transaction.atomic
def set_main_themes(*, practice, themes):
    """Make these, most important first, the main themes; further ones stay as they are."""
    links = practice.practicetheme_set
    present = [link.theme for link in links.filter(rank__isnull=False).order_by("rank")]
    if present != list(themes):
        links.filter(rank__isnull=False).delete()
        links.filter(theme__in=themes).delete()
        PracticeTheme.objects.bulk_create(
            PracticeTheme(practice=practice, theme=theme, rank=rank)
            for rank, theme in enumerate(themes, 1)
        )
    return practice


@transaction.atomic
def set_source(*, practice, reference, instead_of, **values):
    """Replace one source of a practice by another; those that staff added stay."""
    practice.sources.filter(reference=instead_of).exclude(reference=reference).delete()
    if reference:
        Source.objects.update_or_create(practice=practice, reference=reference, defaults=values)
    return practice
