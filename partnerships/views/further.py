"""What apps above the register tell on its pages; each brings a function that makes a section.

The function gets the record of the page and returns ``{heading, rows, more}``, or None when it has
nothing to tell; a row is ``{label, url, lang, facts}``, more is ``{label, url}`` or None.
"""

SECTIONS = []


def further(record):
    """Return the sections that other apps have for the page of a record."""
    return [section for make in SECTIONS if (section := make(record))]
