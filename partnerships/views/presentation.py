"""How a record is put on a page: facts, timeline and tones, in the reader's language."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from partnerships.base.dates import PartialDate
from partnerships.base.links import Links
from partnerships.base.translation import in_reader_language
from partnerships.models.agreement_choices import Status

TONES = {
    Status.ACTIVE: "active",
    Status.LOW: "low",
    Status.DORMANT: "dormant",
    Status.PREPARATION: "neutral",
    Status.RECONSIDERED: "review",
    Status.SUSPENDED: "suspended",
    Status.EXPIRED: "ended",
    Status.ENDED: "ended",
    Status.UNKNOWN: "unknown",
}


def tone(status):
    """Return the tone of a status badge; without a public status it is neutral."""
    return TONES.get(status, "neutral")


def practice_tone(kind):
    """Return the tone of the badge of a kind of practice."""
    return {"good_practice": "active", "lesson": "document", "stopped_attempt": "ended"}[kind]


def publication_tone(state):
    """Return the tone of the badge that says where a record stands."""
    tones = {
        "submitted": "review",
        "returned": "suspended",
        "published": "active",
        "accepted": "active",
    }
    return tones.get(state, "neutral")


def question_tone(state):
    """Return the tone of the badge that says whose turn a question is."""
    tones = {"with_vng": "review", "with_government": "low", "answered": "active"}
    return tones.get(state, "ended" if state == "closed" else "neutral")


def freshness_tone(freshness):
    """Return the tone of the badge that says how long ago a record was confirmed."""
    tones = {"fresh": "active", "due": "review", "stale": "suspended"}
    return tones.get(freshness, "neutral")


def localised(date):
    """Return a partial date as people write it, or an empty text."""
    return PartialDate(date).localised() if date else ""


def listed(items):
    """Return the items that there are, separated as the active language does."""
    return pgettext("between items of a list", ", ").join(filter(None, items))


def sentences(parts):
    """Return the sentences that there are, one after the other; Chinese puts no space between."""
    return ("" if get_language() == "zh-hans" else " ").join(filter(None, parts))


def dated(change):
    """Return when a status changed, as far as it is known."""
    if not change.on:
        return _("date not known")
    date = PartialDate(change.on).localised()
    if not change.is_latest:
        return date
    if change.status == Status.UNKNOWN:
        return _("after %(date)s") % {"date": date}
    return _("by %(date)s at the latest") % {"date": date}


def status_entries(agreement):
    """Return the public history of an agreement for a timeline, first change first."""
    entries = []
    for change in agreement.status_changes.all():
        if not change.is_public:
            continue
        note = in_reader_language(change, "note")
        facts = [
            _("Decided by: %(body)s.") % {"body": change.get_decision_body_display()}
            if change.decision_body
            else "",
            _("Reason: %(reason)s.") % {"reason": change.get_reason_display()}
            if change.reason
            else "",
        ]
        entries.append(
            {
                "date": dated(change),
                "label": change.get_status_display(),
                "tone": tone(change.status),
                "text": sentences(facts),
                "note": note.text,
                "lang": note.lang,
            }
        )
    return entries


VERIFICATION = {
    "unverified": gettext_lazy("The tie stands in a general list; nobody has checked it yet."),
    "declared": gettext_lazy("A party or a published source states it."),
    "document": gettext_lazy("We have seen the deed, memorandum or decision."),
    "confirmed": gettext_lazy("The Dutch and the Chinese party both confirm it."),
    "conflicting": gettext_lazy("Sources contradict each other; see the summary."),
}


def crumbs(label, name, *records):
    """Return the way up from a page: a list, the records above, and the page itself."""
    trail = [{"label": label, "url": reverse(name)}]
    for record in dict.fromkeys(filter(None, records)):
        trail.append({"label": str(record), "url": record.get_absolute_url()})
    trail[-1]["url"] = ""
    return trail


def views_of_agreements(request):
    """Return the ways to look at the agreements of an address: list, map and figures."""
    ways = (("agreements", _("List")), ("agreement-map", _("Map")), ("figures", _("Figures")))
    return [
        {
            "label": label,
            "url": Links(reverse(name), request.GET).without("sort", "after", "before"),
            "current": request.path == reverse(name),
        }
        for name, label in ways
    ]


def fact(label, value, lang="", url=""):
    return {"label": label, "value": value, "lang": lang, "url": url}


def agreement_facts(agreement):
    """Return what is known of an agreement, in the order of the model; unknowns are left out."""
    themes = listed(str(link.theme) for link in agreement.agreementtheme_set.all())
    successor = agreement.replaced_by
    facts = [
        fact(_("Kind"), agreement.get_kind_display()),
        fact(_("Since"), localised(agreement.since) or _("not known")),
        fact(_("First contact"), localised(str(agreement.first_contact_year or ""))),
        fact(_("Signed"), _signed(agreement)),
        fact(_("Valid until"), localised(agreement.valid_until)),
        fact(_("Laid down in"), agreement.get_document_form_display()),
        fact(_("Started by"), agreement.get_origin_display()),
        fact(_("Decision to start"), _decision(agreement), url=agreement.decision_url),
        fact(_("Themes"), themes),
    ]
    facts += [
        fact(_("Replaces"), former.title, url=former.get_absolute_url())
        for former in agreement.replaces.all()
        if former.publication == "published"
    ]
    if successor and successor.publication == "published":
        facts.append(fact(_("Replaced by"), successor.title, url=successor.get_absolute_url()))
    return facts


def _signed(agreement):
    return listed([localised(agreement.signed_on), agreement.signed_in])


def _decision(agreement):
    return listed([agreement.get_decision_body_display(), localised(agreement.decided_on)])


def day(value):
    return date_format(value) if value else ""
