"""Files that people send along: judged by content, renamed, never shown as a page of ours."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from partnerships.base.attachments import checked, plain_name

from .documents import DOCX, ODS, ODT, PDF, XLSX, packed, sent
from .pictures import picture

MB = 2**20


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (PDF, "pdf"),
        (packed(DOCX), "docx"),
        (packed(XLSX), "xlsx"),
        (packed(ODT), "odt"),
        (packed(ODS), "ods"),
    ],
)
def test_a_document_is_known_by_its_content_and_named_by_chance(content, suffix):
    copy, shown = checked(sent(content, "Brief aan Shanghai.bin"))
    assert copy.read() == content
    assert re.fullmatch(rf"[0-9a-f]{{32}}\.{suffix}", copy.name)
    assert shown == f"Brief aan Shanghai.{suffix}"


def test_a_picture_is_drawn_anew():
    copy, shown = checked(sent(picture().read() + b"<script>alert(1)</script>", "foto.jpg"))
    assert (b"<script>" in copy.read(), shown) == (False, "foto.jpg")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00" + b"\x00" * 400, "verslag.pdf"),
        (b"#!/bin/sh\nrm -rf /\n", "verslag.docx"),
        (b"MZ\x90\x00%PDF-1.7\n%%EOF", "verslag.pdf"),
        (b"%PDF-1.7 and nothing that ends it", "verslag.pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "logo.svg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.png"),
        (b"<!doctype html><script>alert(1)</script>", "pagina.html"),
        (b"\x89PNG\r\n\x1a\nno picture", "foto.png"),
        (packed({"setup.exe": b"MZ"}), "verslag.docx"),
        (packed({"word/document.xml": b"<w:document/>"}), "verslag.docx"),
        (packed({**DOCX, "word/vbaProject.bin": b"macro"}), "verslag.docx"),
        (packed({**ODT, "mimetype": b"application/java-archive"}), "verslag.odt"),
        (packed(DOCX)[:-30], "verslag.docx"),
        (b"", "leeg.pdf"),
    ],
)
def test_what_is_no_document_is_refused_whatever_it_is_called(content, name):
    with pytest.raises(ValidationError):
        checked(sent(content, name))


def test_a_document_that_unpacks_without_end_is_refused():
    bomb = packed({**DOCX, "word/media/image1.bmp": bytes(101 * MB)})
    assert len(bomb) < MB
    with pytest.raises(ValidationError, match="geen bestand dat we kunnen doorgeven"):
        checked(sent(bomb, "verslag.docx"))


def test_a_document_that_lies_about_its_size_is_refused():
    told = packed({**DOCX, "word/media/image1.bmp": bytes(2 * MB)})
    size = (2 * MB).to_bytes(4, "little")
    with pytest.raises(ValidationError):
        checked(sent(told.replace(size, (10).to_bytes(4, "little")), "verslag.docx"))


def test_a_damaged_document_is_refused():
    whole = packed({**DOCX, "word/document.xml": bytes(range(256)) * 40})
    place = whole.index(b"word/document.xml") + len("word/document.xml")
    for damage in (b"\xff" * 8, b"\x00" * 8):
        with pytest.raises(ValidationError):
            checked(sent(whole[:place] + damage + whole[place + 8 :], "verslag.docx"))


def test_a_document_of_too_many_parts_is_refused():
    parts = {f"word/{number}.xml": b"" for number in range(2001)}
    with pytest.raises(ValidationError):
        checked(sent(packed({**DOCX, **parts}), "verslag.docx"))


def test_five_megabytes_fit_and_one_byte_more_does_not():
    filled = PDF[:9] + bytes(5 * MB - len(PDF)) + PDF[9:]
    assert checked(sent(filled, "kaart.pdf"))[0].size == 5 * MB
    with pytest.raises(ValidationError, match=r"“kaart\.pdf” is groter dan 5 MB"):
        checked(sent(filled + b"\n", "kaart.pdf"))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\anna\\brief.pdf", "brief.pdf"),
        ("brief\r\nSet-Cookie: a=b.pdf", "briefSet-Cookie: a=b.pdf"),
        ("brief\x00.pdf", "brief.pdf"),
        ("brief\u202efdp.exe", "brieffdp.exe"),
        ("  .htaccess. ", "htaccess"),
        ("简报.pdf", "简报.pdf"),
        ("..", "file"),
        ("", "file"),
        (None, "file"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_name_leads_nowhere_and_hides_nothing(name, plain):
    assert plain_name(name) == plain


def test_a_stored_name_has_nothing_of_the_name_that_was_given():
    file = SimpleNamespace(name="../../x\u202e.pdf", size=len(PDF), seek=lambda _to: 0)
    file.read = lambda: PDF
    copy, shown = checked(file)
    assert (Path(copy.name).parent, shown) == (Path(), "x.pdf")
