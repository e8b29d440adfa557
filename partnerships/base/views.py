"""What the public pages share: filtered lists, the same rows as files, addresses that moved."""

from django.core.exceptions import ValidationError
from django.http import (
    FileResponse,
    Http404,
    HttpResponsePermanentRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.generic import DetailView, TemplateView, View

from .filters import Refusal
from .links import Links

public_cache = method_decorator(cache_control(public=True, max_age=60), name="dispatch")


class Filtered:
    """The rows of a noun that the parameters of an address ask for, in the order they ask for."""

    queryset = None
    filterset_class = None
    orders = {}

    @cached_property
    def filterset(self):
        return self.filterset_class(self.request.GET, queryset=self.queryset.all())

    @cached_property
    def order(self):
        """Return the chosen order; raises ValidationError when there is no such order."""
        name = self.request.GET.get("sort", "")
        if name not in self.orders:
            known = ", ".join(filter(None, self.orders))
            raise ValidationError(
                _("There is no order “%(name)s”. Known orders: %(known)s.")
                % {"name": name[:40], "known": known}
            )
        return self.orders[name]

    def refusals(self):
        """Return why the address is refused; empty when it is not."""
        refused = [] if self.filterset.is_valid() else self.filterset.refusals
        if any(len(self.request.GET.getlist(name)) > 1 for name in ("sort", "after", "before")):
            message = _("This can be given once; it is given several times.")
            refused.append(Refusal(_("Order"), message))
        try:
            self.order  # noqa: B018 -- asked for its refusal
        except ValidationError as error:
            refused.append(Refusal(_("Order"), error.message))
        return refused

    def queryset_in_order(self):
        key = self.order.key
        direction = "-" if self.order.descending else ""
        return self.filterset.qs.annotate(page_key=key).order_by(
            f"{direction}page_key", f"{direction}pk"
        )


@public_cache
class FilteredList(Filtered, TemplateView):
    """A page of the rows asked for, or status 400 with the reasons when the address is wrong.

    ``controls`` are the parameters that the page itself has a control for.
    """

    controls = ()

    def get(self, request, *args, **kwargs):
        refused = self.refusals()
        context = self.get_context_data(**kwargs)
        if not refused:
            try:
                context |= self.listed()
            except ValidationError as error:
                refused = [Refusal(_("Page"), error.message)]
        context["refusals"] = [one.shown(self.target_of(one.name)) for one in refused]
        return self.render_to_response(context, status=400 if refused else 200)

    def target_of(self, name):
        """Return the anchor of the control on this page for a parameter, if there is one."""
        return self.filterset.form[name].auto_id if name in self.controls else ""

    @cached_property
    def links(self):
        return Links(self.request.path, self.request.GET)

    def listed(self):
        """Return the context of the rows; raises ValidationError for a page that is not there."""
        raise NotImplementedError


class Export(Filtered, View):
    """The rows that the page shows under the same parameters, all of them, as a streamed file."""

    file_name = ""
    writers = {}
    content_types = {
        "csv": "text/csv; charset=utf-8",
        "json": "application/json",
        "geojson": "application/geo+json",
    }

    def get(self, request, *, form):
        if refused := self.refusals():
            return self.refuse(refused)
        rows = self.queryset_in_order().iterator(chunk_size=1_000)
        response = StreamingHttpResponse(
            self.writers[form](rows), content_type=self.content_types[form]
        )
        response["Content-Disposition"] = f'attachment; filename="{self.file_name}.{form}"'
        return response

    @staticmethod
    def refuse(refusals):
        """Return the refusal as problem details (RFC 9457), for programs as for people."""
        title = _("The address is not understood.")
        problem = {"status": 400, "title": title, "detail": " ".join(map(str, refusals))}
        return JsonResponse(problem, status=400, content_type="application/problem+json")


@public_cache
class PublicDetail(DetailView):
    """A page of one record; an address of former days leads to the present one."""

    def get(self, request, *args, **kwargs):
        try:
            self.object = self.get_object()
        except Http404:
            if record := self.renamed():
                return HttpResponsePermanentRedirect(self.address_of(record))
            raise
        address = self.address_of(self.object)
        if request.path != address:
            return HttpResponsePermanentRedirect(address)
        return self.render_to_response(self.get_context_data(object=self.object))

    def address_of(self, record):
        """Return where the view shows a record; another address leads there."""
        return record.get_absolute_url()

    def renamed(self):
        """Return the record that had this slug once, as its history knows."""
        events = self.queryset.model.pgh_event_models["update"]
        former = events.objects.filter(pgh_obj__isnull=False, slug=self.kwargs["slug"])
        return self.queryset.filter(pk__in=former.values("pgh_obj")).first()


def stored_file(file, **options):
    """Answer with a file of ours; none, or one that is gone from the store, is missing."""
    if not file:
        raise Http404
    try:
        return FileResponse(file.open(), **options)
    except FileNotFoundError as error:
        raise Http404 from error
