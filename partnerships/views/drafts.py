"""What the script is told that saves a form while it is written; see static/js/drafts.js."""

from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .presentation import sentences


def is_by_script(request):
    """Return whether the script saves, which reads an answer and shows no page."""
    return request.headers.get("X-Saved-By") == "script"


def saved(address, *forms, errors=None):
    """Answer that a draft is saved: when, where it is now, and what of it was not.

    What is wrong with several answers together has no control to be marked, so it is said.
    ``errors`` stand in for those of the forms, where not all of them are to be shown yet.
    """
    is_whole = not any(form.errors for form in forms)
    sentence = _("Saved at %s.") if is_whole else _("Saved at %s, without what is marked.")
    together = [str(error) for form in forms for error in form.non_field_errors()]
    text = sentences([sentence % date_format(timezone.localtime(), "TIME_FORMAT"), *together])
    return told(address, text, errors_of(*forms) if errors is None else errors)


def told(address, text, errors):
    """Answer with a sentence, and with what is wrong by the anchor of its control."""
    return JsonResponse({"address": address, "text": text, "errors": errors})


def errors_of(*forms):
    """Return what is wrong with the controls of forms, by their anchors."""
    return {
        form[name].auto_id: " ".join(errors)
        for form in forms
        for name, errors in form.errors.items()
        if name in form.fields
    }
