"""How a meeting is put on a page: a row of the agenda, and what is known of it."""

from django.utils.translation import gettext as _

from partnerships.base.translation import in_reader_language
from partnerships.views.presentation import fact, listed
from programmes.actions.event_words import when, where


def row_of(event):
    """Return a row of the agenda; of what is for authorities, no more than everybody may know."""
    return {
        "event": event,
        "when": when(event),
        "where": where(event),
        "themes": listed(str(one) for one in event.themes.all()),
    }


def facts_of(event):
    """Return what is known of a meeting that this reader may read, in the order of the model."""
    access = in_reader_language(event, "accessibility")
    speakers = in_reader_language(event, "speakers")
    return [
        fact(_("Kind"), event.get_kind_display()),
        fact(_("For"), event.get_audience_display()),
        fact(_("Organiser"), event.organiser),
        fact(_("Form"), event.get_form_display()),
        fact(_("Where"), event.venue),
        fact(_("Accessibility"), access.text, access.lang),
        fact(_("Language spoken"), event.get_language_display()),
        fact(_("Themes"), listed(str(one) for one in event.themes.all())),
        fact(_("Speakers"), speakers.text, speakers.lang),
        *_of_programme(event),
        fact(_("Places"), event.capacity),
    ]


def _of_programme(event):
    programme = event.programme
    if programme is None or programme.publication != "published":
        return []
    return [fact(_("Programme"), programme.name, url=programme.get_absolute_url())]
