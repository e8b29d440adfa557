"""The picture of a record at the desk: staff sees it whatever the public may see."""

from dataclasses import dataclass

from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from partnerships.base.images import PictureField
from partnerships.base.views import stored_file


@dataclass
class Shown:
    """A stored picture and where staff sees it; the store itself has no address."""

    url: str

    def __str__(self):
        return str(_("the picture in full"))


class PictureInput(AdminFileWidget):
    """Takes a new picture, and leads to the present one at the desk."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if context["widget"]["is_initial"]:
            context["widget"]["value"] = Shown(address_of(value.instance))
        return context


class PictureAdmin(admin.ModelAdmin):
    """A desk that shows the ``image`` of its records, drafts and anonymous ones too."""

    formfield_overrides = {PictureField: {"widget": PictureInput}}

    def get_urls(self):
        view = self.admin_site.admin_view(self.picture_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_picture"
        return [path("<int:pk>/picture/", view, name=name), *super().get_urls()]

    def picture_view(self, request, pk):
        """Send the picture to staff alone; like all of the desk, no cache keeps it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = self.get_object(request, pk)
        if record is None or not record.image:
            raise Http404
        return stored_file(record.image)

    @admin.display(description=_("picture as stored"))
    def picture_shown(self, record):
        # A picture that was sent with a refused form is not stored.
        if not record.image or not record.pk:
            return _("No picture yet.")
        return format_html(
            '<img class="stored-picture" src="{}" alt="{}">',
            address_of(record),
            record.image_alt or _("Not described yet"),
        )


def address_of(record):
    """Return where staff sees the picture of a record."""
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_picture", args=[record.pk])
