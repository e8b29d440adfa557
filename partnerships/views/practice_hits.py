"""How the words of a question were understood, and where in a practice they were found."""

from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.base.texts import MOST_RANKED, highlight
from partnerships.base.texts.queries import Refusal
from partnerships.base.translation import DUTCH, in_reader_language

from .presentation import listed

LONGEST = 220
# Title and summary stand in the row anyway.
SHOWN = ("approach", "results", "lesson", "challenge", "differently", "difficulties")


def snippet(query, practice):
    """Return a piece of text around the words, marked, or nothing when they stand elsewhere."""
    for name in SHOWN:
        text = in_reader_language(practice, name)
        language = text.lang or get_language() or DUTCH
        piece = highlight(query, text.text, language.lower(), longest=LONGEST) if text.text else ""
        if "<mark>" in piece:
            # Escaped by highlight(), which adds its own marks only.
            return mark_safe(piece)  # noqa: S308 -- see above
    return ""


def remarks(found, counts):
    """Return, as sentences, where the answer is not to the letter of the question.

    ``found`` is how words were understood, or None without words.
    """
    sentences = _understood(found) if found else []
    if found and (counts.is_of_some or counts.total > MOST_RANKED):
        sentences.append(
            _("The newest %(number)s are shown. Another word or a filter shows older ones.")
            % {"number": MOST_RANKED}
        )
    if counts.is_of_some:
        sentences.append(_("The numbers beside the filters count only some of them."))
    return sentences


def _understood(found):
    sentences = [
        _("“%(right)s” is shown, because nothing was found for “%(wrong)s”.")
        % {"right": right, "wrong": wrong}
        for wrong, right in found.corrections.items()
    ]
    if found.missing:
        words = listed(f"“{word}”" for word in found.missing)
        sentences.append(_("No practice holds %(words)s.") % {"words": words})
    if found.is_partial:
        sentences.append(_("No practice holds all these words; these hold some of them."))
    if found.query.refusal == Refusal.ONLY_EXCLUDED:
        sentences.append(_("Write at least one word that is to be found."))
    return sentences
