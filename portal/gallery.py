"""All components of the site on one page, for the staff that puts pages together."""

from django.http import QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.filters import AuthorityFilter
from partnerships.forms import InvitationForm, PracticeForm
from partnerships.models import Agreement, LocalAuthority
from partnerships.models.agreement_choices import Kind, Status, Verification
from partnerships.views.figure_set import FigureSet
from partnerships.views.figures import shown
from partnerships.views.presentation import VERIFICATION, fact, tone


def gallery(request):
    """Show every component with every variant that it has."""
    components = [
        {
            "name": name,
            "samples": [render_to_string(f"components/{name}.html", sample) for sample in samples],
        }
        for name, samples in sorted(samples_of(request).items())
    ]
    return render(request, "portal/components.html", {"components": components})


def samples_of(request):
    """Return what each component is shown with, by its name."""
    home = reverse("home")
    links = [{"label": _("Show all agreements"), "url": reverse("agreements")}]
    address = request.build_absolute_uri(home)
    return (
        _notices(links)
        | _choices(home, request.user)
        | _pictures()
        | _records(home, links, address)
    )


def _records(home, links, address):
    """Return the parts that show one record, and the way to it, through it and on from it."""
    figure = {
        "number": 39,
        "label": _("ties in the register"),
        "definition": _("All published agreements, of every kind and status."),
        "as_of": date_format(timezone.localdate()),
        "url": reverse("agreements"),
    }
    crumbs = [*links, {"label": _("China"), "url": home}, {"label": "上海市", "url": ""}]
    return {
        "breadcrumbs": [{"crumbs": crumbs}],
        "facts": [{"facts": [fact(_("Kind"), Kind.SISTER_CITY.label), fact(_("Since"), "1979")]}],
        "figure": [figure],
        "pagination": [{"previous_url": home, "next_url": home, "summary": ""}],
        "share": [{"title": _("Agreements with China"), "address": address}],
        "timeline": [{"entries": [_entry(status) for status in Status]}],
    }


def _notices(links):
    text = _("Try another spelling or fewer words. The register knows only what it has on record.")
    levels = ("info", "success", "warning", "error")
    return {
        "alert": [{"text": text, "level": one, "title": _("Nothing fits")} for one in levels],
        "badge": [
            *({"label": one.label, "tone": tone(one.value)} for one in Status),
            {"label": _("no public status"), "tone": "neutral"},
            *({"label": one.label, "tone": one.value} for one in Verification),
        ],
        "empty": [{"title": _("Nothing fits"), "text": text, "links": links}],
    }


def _choices(home, user):
    """Return the parts by which a reader chooses: filters in every state, controls, views."""
    options = [
        {"label": one.label, "count": count, "url": home, "selected": not count, "lang": ""}
        for count, one in enumerate(Kind)
    ]
    kind = capfirst(_("kind"))
    facet = {"name": "sample", "label": kind, "options": options[:2], "more": options[2:]}
    asked = QueryDict("kind=castle&ties=yes")
    form = AuthorityFilter(asked, queryset=LocalAuthority.objects.none()).form
    return {
        "chips": [
            {
                "chips": [{"label": kind, "value": Kind.CLUSTER.label, "url": home}],
                "clear_url": home,
            }
        ],
        "facet": [{"facet": facet}],
        "field": [{"field": field} for field in form],
        "choices": [{"field": PracticeForm(user=user)["kind"]}],
        "errors": [{"form": InvitationForm({"email": "a", "role": "?"})}],
        "views": [
            {
                "views": [
                    {"label": _("List"), "url": home, "current": True},
                    {"label": _("Map"), "url": home, "current": False},
                ]
            }
        ],
    }


def _pictures():
    """Return the pictures of the register itself; there is none as long as it is empty."""
    figures, query = FigureSet(Agreement.objects.public(), QueryDict()), QueryDict()
    frame = {"as_of": date_format(timezone.localdate()), "source": _("Register")}
    samples = []
    for name in ("kinds", "places"):
        picture = shown(figures.figure(name), query)
        figure = picture.pop("figure")
        samples.append(
            frame
            | picture
            | {one: getattr(figure, one) for one in ("name", "label", "finding", "definition")}
            | {"head": figure.head, "rows": figure.rows[:3]}
        )
    return {"chart": samples, "map": [{"drawings": samples[-1]["drawings"]}]}


def _entry(status):
    return {
        "date": "1979",
        "label": status.label,
        "tone": tone(status.value),
        "text": "",
        "note": VERIFICATION["document"],
        "lang": "",
    }
