"""Reads a paper back: what its reader sees, what a screen reader is told, and all that is in it."""

import io
import re

from pypdf import PdfReader
from pypdf.generic import StreamObject


def opened(answer):
    """Return the PDF that a view sent."""
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def text_of(paper):
    """Return the words of all pages as one line, without the places where they may break."""
    text = "\n".join(page.extract_text() for page in paper.pages)
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def languages_of(paper):
    """Return the languages that runs of text are marked with, as HTML writes them."""
    contents = b"".join(page.get_contents().get_data() for page in paper.pages)
    return {found.decode() for found in re.findall(rb"/Lang ?\(([\w-]+)\)", contents)}


def everything_in(paper):
    """Return the words, the properties and every other string of a PDF, uncompressed."""
    found = [text_of(paper)]
    for number in paper.xref[0] | paper.xref_objStm:
        one = paper.get_object(number)
        found.append(repr(one))
        if isinstance(one, StreamObject):
            found.append(one.get_data().decode("utf-8", "replace"))
            found.append(one.get_data().decode("utf-16-be", "replace"))
    return "\n".join(found)


def told_by(answer):
    """Return all that an answer says: its headers, its text, and what a PDF keeps packed."""
    head = "".join(f"{name}: {value}\n" for name, value in answer.headers.items())
    # A file that somebody sent is passed on as it came.
    is_ours = answer.headers["Content-Type"] == "application/pdf" and not answer.streaming
    if is_ours and answer.status_code == 200:
        return head + everything_in(opened(answer))
    return head + answer.getvalue().decode("utf-8", "replace")
