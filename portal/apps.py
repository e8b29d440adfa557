from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self):
        from partnerships.permissions import allow_staff  # noqa: PLC0415 -- needs the models
        from partnerships.views import further  # noqa: PLC0415 -- needs the models
        from programmes.views.sections import programmes_of  # noqa: PLC0415 -- needs the models

        further.SECTIONS.append(programmes_of)
        for app in ("partnerships", "programmes"):
            allow_staff(app)

    verbose_name = _("portal")


class PortalAdminConfig(AdminConfig):
    """Django's admin, with the portal's own start page."""

    default_site = "portal.admin.PortalAdminSite"
