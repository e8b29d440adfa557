"""Fields that several forms share."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from partnerships.base.search import normalised

UNKNOWN = _("We do not know “%(name)s”. Look up how it is written in the list of places in China.")
AMBIGUOUS = _("There is more than one “%(name)s”. Write the Chinese name instead.")
TOO_LONG = ngettext_lazy(
    "This is %(over)d character too long: at most %(most)d.",
    "This is %(over)d characters too long: at most %(most)d.",
    "over",
)


def counted(field, most):
    """Let a field say how much still fits; what is too long is told, never cut off.

    The browser's own limit would cut a pasted text without a word.
    """
    field.max_length = None
    field.validators = [one for one in field.validators if not hasattr(one, "limit_value")] + [
        Fits(most)
    ]
    field.widget.attrs.pop("maxlength", None)
    field.widget.attrs["data-most"] = most


class Fits:
    """Refuses a text of more than so many characters, and says by how many it is too long."""

    def __init__(self, most):
        self.most = most

    def __call__(self, text):
        # A browser sends two characters for the end of a line, and counts one.
        over = len(text.replace("\r\n", "\n")) - self.most
        if over > 0:
            raise forms.ValidationError(
                TOO_LONG, code="max_length", params={"over": over, "most": self.most}
            )


class NamesField(forms.CharField):
    """Records typed by their names, in whatever language, with commas between."""

    def __init__(self, queryset, **kwargs):
        super().__init__(required=False, **kwargs)
        self.queryset = queryset

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else ", ".join(map(str, value))

    def clean(self, value):
        typed = super().clean(value).replace("，", ",").replace("、", ",")
        names = [name.strip() for name in typed.split(",") if name.strip()]
        return list(dict.fromkeys(self._one(name) for name in names))

    def _one(self, name):
        wanted = normalised(name)
        found = [
            place
            for place in self.queryset.matching(name)
            if wanted in map(normalised, place.searched_names)
        ]
        if len(found) != 1:
            message = AMBIGUOUS if found else UNKNOWN
            raise forms.ValidationError(message, code="name", params={"name": name})
        return found[0]
