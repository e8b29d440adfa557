"""Tables of results, for a terminal or for the README."""

from unicodedata import east_asian_width


def _width(text):
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _aligned(row, widths):
    """Return the cells of a row at their widths: the first to the left, numbers to the right."""
    first, *others = zip(row, widths, strict=True)
    cells = [first[0] + " " * (first[1] - _width(first[0]))]
    return cells + [" " * (width - _width(text)) + text for text, width in others]


def table(headers, rows, *, markdown=False):
    """Return a table as text: columns in line, or Markdown."""
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(_width(row[place]) for row in [headers, *rows]) for place in range(len(headers))]
    lines = [_aligned(row, widths) for row in [headers, *rows]]
    if not markdown:
        return "\n".join("  ".join(line).rstrip() for line in lines)
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(f"| {' | '.join(line)} |" for line in [lines[0], rule, *lines[1:]])
