"""Addresses: of this site, and of the same list with one choice more or less."""

from urllib.parse import urlencode


def site_of(request):
    """Return the address of this site, for links in mails."""
    return request.build_absolute_uri("/").rstrip("/")


class Links:
    """Makes links from the present query of a list; a changed choice starts at the first page."""

    def __init__(self, path, query):
        self.path = path
        self.pairs = [(name, value) for name in query for value in query.getlist(name) if value]

    def to(self, pairs):
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def _rows(self):
        return [pair for pair in self.pairs if pair[0] not in ("after", "before")]

    def present(self):
        """Return the query that chooses the rows, for a file of exactly these rows."""
        return urlencode(self._rows())

    def toggled(self, name, value):
        """Return the link that adds a choice, or takes it away when it is there."""
        pair = (name, str(value))
        rows = self._rows()
        rows = [one for one in rows if one != pair] if pair in rows else [*rows, pair]
        return self.to(rows)

    def without(self, *names):
        return self.to([pair for pair in self._rows() if pair[0] not in names])

    def replaced(self, **values):
        rows = [pair for pair in self._rows() if pair[0] not in values]
        return self.to([*rows, *((name, value) for name, value in values.items() if value)])
