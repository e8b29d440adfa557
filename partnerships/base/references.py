"""Where a fact can be read: the address of a page, or a description of a document."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator


class Reference(str):
    """An address or a description, as it was written down."""

    __slots__ = ()

    @property
    def url(self):
        """Return the address when the reference is one, else an empty text."""
        try:
            URLValidator(["http", "https"])(str(self))
        except ValidationError:
            return ""
        return str(self)

    @property
    def host(self):
        """Return the host of the address, by which readers recognise a source."""
        return urlsplit(self.url).hostname.removeprefix("www.") if self.url else ""
