"""What a practice needs before others can learn from it."""

from django.utils.translation import gettext_lazy as _

from .practice_choices import PracticeKind

ALWAYS = {
    "title_nl": _("The Dutch title is missing."),
    "summary_nl": _("The Dutch summary is missing."),
    "approach_nl": _("The approach is missing."),
}
OF_AUTHORS = {
    "challenge_nl": _("The challenge is missing."),
    "differently_nl": _("What you would do differently is missing."),
}
NO_THEME = _("Choose at least one theme.")
NO_EVIDENCE = _("A good practice shows its results: add at least one row of evidence.")


def missing_parts(practice):
    """Return what a practice still needs before it can be published, as sentences by part.

    An author knows the challenge and what should be done differently, and can show results. Of a
    practice that was imported from a source we know what the source says: facts that we do not
    know stay empty, and nothing is made up to fill them.
    """
    is_from_source = practice.is_imported and practice.sources.exists()
    needed = ALWAYS if is_from_source else ALWAYS | OF_AUTHORS
    found = {field: text for field, text in needed.items() if not getattr(practice, field)}
    if not practice.themes.exists():
        found["themes"] = NO_THEME
    needs_evidence = practice.kind == PracticeKind.GOOD_PRACTICE and not is_from_source
    if needs_evidence and not practice.evidence.exists():
        found["evidence"] = NO_EVIDENCE
    return found
