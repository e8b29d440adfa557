"""What is told of a practice, on its page and on paper alike, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.base.translation import in_reader_language

from .presentation import VERIFICATION, fact, listed, localised

# The story in its order; a part without text is named as not known.
STORY = (
    ("challenge", gettext_lazy("The challenge")),
    ("approach", gettext_lazy("What was done")),
    ("results", gettext_lazy("What came of it")),
    ("lesson", gettext_lazy("The lesson")),
    ("differently", gettext_lazy("What we would do differently")),
    ("resources", gettext_lazy("What it took")),
    ("difficulties", gettext_lazy("What was difficult")),
    ("success_factors", gettext_lazy("What helped")),
    ("transferability", gettext_lazy("Where else it can work")),
)


def account(practice):
    """Return what the public may read of a practice; what nobody told is named as not known."""
    parts = [(label, in_reader_language(practice, name)) for name, label in STORY]
    return {
        "told": practice.disclosed,
        "title": in_reader_language(practice, "title"),
        "summary": in_reader_language(practice, "summary"),
        "facts": practice_facts(practice),
        "story": [{"label": label, "text": text} for label, text in parts if text.text],
        "unknown": listed(str(label) for label, text in parts if not text.text),
        "opinion": in_reader_language(practice, "opinion"),
        "verification_text": VERIFICATION[practice.verification],
    }


def practice_facts(practice):
    """Return who, where and when, as far as the public may know; unknowns are left out."""
    told, organisation = practice.disclosed, practice.disclosed.organisation
    themes = [link.theme for link in practice.practicetheme_set.all()]
    facts = [
        fact(_("Kind"), practice.get_kind_display()),
        fact(_("Organisation in charge"), str(organisation or "")),
        fact(_("Partners"), listed(str(one) for one in told.partners)),
        fact(_("Location"), told.location),
        fact(_("Period"), _period(practice)),
        fact(_("Themes"), listed(str(theme) for theme in themes)),
    ]
    if tie := told.agreement:
        facts.append(fact(_("Came from"), tie.title, url=tie.get_absolute_url()))
    if practice.is_anonymous:
        facts.insert(1, fact(_("Authority"), _("known to us, not named at its own request")))
    return facts


def _period(practice):
    if practice.started_on and practice.ended_on:
        return _("%(start)s to %(end)s") % {
            "start": localised(practice.started_on),
            "end": localised(practice.ended_on),
        }
    return localised(practice.started_on)
