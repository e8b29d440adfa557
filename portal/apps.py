from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self):
        # Here and not above: they need the models.
        from partnerships.actions.retention import FURTHER  # noqa: PLC0415
        from partnerships.permissions import allow_staff  # noqa: PLC0415
        from partnerships.views import further  # noqa: PLC0415
        from programmes.actions.event_retention import forget_participants  # noqa: PLC0415
        from programmes.views.sections import meetings_of, news_of, programmes_of  # noqa: PLC0415

        further.SECTIONS.extend((programmes_of, meetings_of, news_of))
        for app in ("partnerships", "programmes"):
            allow_staff(app)
        FURTHER["participants"] = forget_participants

    verbose_name = _("portal")


class PortalAdminConfig(AdminConfig):
    """Django's admin, with the portal's own start page."""

    default_site = "portal.admin.PortalAdminSite"
