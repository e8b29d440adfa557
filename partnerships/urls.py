"""The public addresses of the register; the paths are translated, the exports are not."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from .views import agreements, figures, maps, places

pages = [
    path(_("agreements/"), agreements.AgreementList.as_view(), name="agreements"),
    path(_("agreements/map/"), maps.AgreementMap.as_view(), name="agreement-map"),
    path(_("agreements/<slug:slug>/"), agreements.AgreementDetail.as_view(), name="agreement"),
    path(_("authorities/"), places.AuthorityList.as_view(), name="authorities"),
    path(_("authorities/<slug:slug>/"), places.AuthorityDetail.as_view(), name="authority"),
    path("china/", places.DivisionList.as_view(), name="divisions"),
    path("china/<slug:slug>/", places.DivisionDetail.as_view(), name="division"),
    path("china/<slug:province>/<slug:slug>/", places.DivisionDetail.as_view(), name="division"),
    path(_("figures/"), figures.Figures.as_view(), name="figures"),
    path(_("figures/<slug:name>.svg"), figures.FigurePicture.as_view(), name="figure-picture"),
    path(
        _("figures/<slug:name>/<slug:look>.svg"),
        figures.FigurePicture.as_view(),
        name="figure-look",
    ),
    path(_("figures/<slug:name>.csv"), figures.FigureNumbers.as_view(), name="figure-file"),
]

files = [
    path("documents/<int:pk>/", agreements.document, name="document"),
    re_path(
        r"^open-data/agreements\.(?P<form>csv|json|geojson)$",
        agreements.AgreementExport.as_view(),
        name="agreement-export",
    ),
]
