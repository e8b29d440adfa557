"""Yearly overviews for the own authority and staff: page, paper, pictures and files."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.base.drawing import Look
from partnerships.base.exports import Column, as_csv
from partnerships.base.paging import SLUG
from partnerships.models import LocalAuthority
from partnerships.views.figures import picture_of
from partnerships.views.paper_parts import as_download
from partnerships.views.workspace import for_officials
from programmes.models import Programme
from programmes.models.overviews import (
    authorities_for,
    programmes_for,
    ran_in,
    yearly_overview,
    years_of,
)

from . import overview_account as account
from .overview_paper import paper

FIRST_YEAR, LAST_YEAR = 1900, 2100
# The look of a picture that has no name of its own.
WIDE = "wide"


@dataclass(frozen=True)
class Asked:
    """The overview that an address asks for, of an authority or of what a programme did for it."""

    authority: LocalAuthority
    year: int
    programme: Programme | None
    user: object

    @classmethod
    def by(cls, request, slug, year):
        """Return what is asked for; it is not there for whoever may not see it."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Http404
        authority = get_object_or_404(authorities_for(request.user), slug=slug)
        programme = None
        if named := request.GET.get("programme"):
            if not SLUG.fullmatch(named):
                raise Http404
            rows = programmes_for(request.user).filter(client=authority)
            programme = get_object_or_404(rows, slug=named)
        return cls(authority, year, programme, request.user)

    @cached_property
    def overview(self):
        return yearly_overview(
            self.authority,
            year=self.year,
            user=self.user,
            on=timezone.localdate(),
            programme=self.programme,
        )

    @property
    def title(self):
        subject = self.programme or self.authority
        return _("Yearly overview %(year)s: %(subject)s") % {"year": self.year, "subject": subject}

    def url(self, view, *further):
        """Return the address of this overview in some form."""
        address = reverse(view, args=[self.authority.slug, self.year, *further])
        return f"{address}?programme={self.programme.slug}" if self.programme else address

    @property
    def name(self):
        """Return how files of this overview are called."""
        return f"{(self.programme or self.authority).slug}-{self.year}"


@for_officials
@require_safe
def my_overviews(request):
    """List the overviews there can be: a click makes one."""
    user, this_year = request.user, timezone.localdate().year
    years = years_of(authorities_for(user), user=user)
    programmes = list(programmes_for(user).select_related("client").order_by("pk"))
    wanted = {*years, *(one.client_id for one in programmes)}
    authorities = authorities_for(user)
    if user.is_staff:
        authorities = authorities.filter(pk__in=wanted)
    rows = [(one, None, years.get(one.pk, set()) | {this_year}) for one in authorities]
    rows += [
        (one.client, one, {year for year in range(2000, this_year + 1) if ran_in(one, year)})
        for one in programmes
    ]
    subjects = [
        {
            "name": str(programme or authority),
            "ways": [
                {"year": year, "url": Asked(authority, year, programme, user).url("my-overview")}
                for year in sorted(choices, reverse=True)
            ],
        }
        for authority, programme, choices in rows
    ]
    return render(request, "programmes/my_overviews.html", {"subjects": subjects})


@for_officials
@require_safe
def my_overview(request, slug, year):
    """Show one overview, to be read or printed."""
    asked = Asked.by(request, slug, year)
    overview = asked.overview
    context = {
        "title": asked.title,
        "as_of": date_format(overview.on),
        "facts": account.facts(overview, asked.authority, asked.programme),
        "figures": [_shown(asked, account.figure(overview, name)) for name in account.NAMES],
        "exchanges": account.exchange_rows(overview),
        "promises": account.promise_rows(overview),
        "pdf_url": asked.url("my-overview-pdf"),
        "file_url": asked.url("my-overview-file", "exchanges"),
    }
    return render(request, "programmes/my_overview.html", context)


def _shown(asked, figure):
    """Return a figure as the page shows it, with the addresses of its pictures and its file."""

    def address(_view, look=WIDE):
        return asked.url("my-overview-picture", figure.name, look)

    return {
        "figure": figure,
        "picture": picture_of(figure, address) if figure.is_drawn else None,
        "drawings": [],
        "file_url": asked.url("my-overview-file", figure.name),
    }


@for_officials
@require_safe
def my_overview_pdf(request, slug, year):
    """Send one overview as a tagged PDF."""
    asked = Asked.by(request, slug, year)
    return as_download(
        "pdf/overview.typ",
        paper(asked, absolute=request.build_absolute_uri),
        title=asked.title,
        keywords=[str(asked.authority), str(asked.year)],
        name=asked.name,
        page=request.build_absolute_uri(asked.url("my-overview")),
    )


@for_officials
@require_safe
def my_overview_picture(request, slug, year, name, look):
    """Send one figure as SVG; there is no picture when nothing is counted."""
    asked = Asked.by(request, slug, year)
    if name not in account.NAMES:
        raise Http404
    figure = account.figure(asked.overview, name)
    try:
        chosen = Look() if look == WIDE else Look.of(look)
    except ValueError as error:
        raise Http404 from error
    if not figure.is_drawn:
        raise Http404
    svg = figure.draw(look=chosen).svg()
    return HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")


@for_officials
@require_safe
def my_overview_file(request, slug, year, name):
    """Send the exchanges of an overview, or the numbers of one of its figures, as CSV."""
    asked = Asked.by(request, slug, year)
    if name == "exchanges":
        columns, rows = account.columns(asked.overview), asked.overview.exchanges
    elif name in account.NAMES:
        figure = account.figure(asked.overview, name)
        columns = [
            Column(column, lambda record, place=place: record[place])
            for place, column in enumerate(figure.columns)
        ]
        rows = figure.records
    else:
        raise Http404
    response = HttpResponse("".join(as_csv(columns, rows)), content_type="text/csv; charset=utf-8")
    file = f"chinapoort-{asked.name}-{name}.csv"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
