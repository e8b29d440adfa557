"""The countries of the parties of programmes, by ISO 3166-1."""

from django.utils.translation import gettext_lazy as _

COUNTRIES = {
    "BE": _("Belgium"),
    "CN": _("China"),
    "CZ": _("Czechia"),
    "DE": _("Germany"),
    "ES": _("Spain"),
    "FR": _("France"),
    "GB": _("United Kingdom"),
    "GR": _("Greece"),
    "HR": _("Croatia"),
    "IT": _("Italy"),
    "NL": _("the Netherlands"),
    "PT": _("Portugal"),
}
