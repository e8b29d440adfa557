"""Files that people send along: judged by content, renamed by chance, never run and never shown."""

import struct
import unicodedata
import uuid
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _

from .images import redrawn

LARGEST_FILE = 5 * 2**20
# A document of 5 MB holds no more than this; a "bomb" does.
MOST_UNPACKED, MOST_PARTS = 100 * 2**20, 2_000
LONGEST_NAME = 100
# What lies in the archive of an Office document tells which of them it is.
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# How a damaged archive shows itself while it is read.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
PICTURES = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png", b"RIFF": "webp"}
ACCEPTED = ".pdf,.odt,.ods,.docx,.xlsx,.jpg,.jpeg,.png,.webp"
# Documents that staff adds to a record may be larger than what people send along.
LARGEST_DOCUMENT = 20 * 2**20
PRETENCE = _(
    "“%(name)s” is called a document and is none inside. Save it anew as PDF, ODT or DOCX and "
    "choose it again."
)
UNKNOWN = _(
    "“%(name)s” is no file that we can pass on. "
    "Send a PDF, ODT, ODS, DOCX, XLSX, JPEG, PNG or WebP file."
)


def checked(file):
    """Return our own copy of a file under a name made by chance, and the name people see.

    What a file is called counts for nothing. Raises ValidationError when it is too large, or is
    none of the kinds that are passed on.
    """
    given = plain_name(file.name)
    if file.size > LARGEST_FILE:
        raise ValidationError(
            _("“%(name)s” is larger than 5 MB."), code="size", params={"name": given}
        )
    file.seek(0)
    content = file.read()
    suffix = _suffix(content)
    if not suffix:
        raise ValidationError(UNKNOWN, code="content", params={"name": given})
    shown = f"{PurePosixPath(given).stem[: LONGEST_NAME - 5] or 'file'}.{suffix}"
    if suffix in PICTURES.values():
        return redrawn(file), shown
    return ContentFile(content, name=f"{uuid.uuid4().hex}.{suffix}"), shown


def refuse_pretence(file, suffixes):
    """Raise ValidationError when a file is too large, or is inside not what its name says.

    ``suffixes`` are the kinds of documents that can be; of the others the name is refused already.
    """
    given = {"name": plain_name(file.name)}
    if file.size > LARGEST_DOCUMENT:
        raise ValidationError(
            _("“%(name)s” is larger than 20 MB. Make it smaller, or give an address."),
            code="size",
            params=given,
        )
    file.seek(0)
    suffix = _suffix(file.read())
    file.seek(0)
    called = PurePosixPath(given["name"]).suffix.lower().removeprefix(".")
    if called in suffixes and suffix != called:
        raise ValidationError(PRETENCE, code="content", params=given)


def plain_name(name):
    """Return a file name without folders, and without characters that steer or cannot be seen."""
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(one for one in last if unicodedata.category(one)[0] != "C")
    return " ".join(seen.split()).strip(". ")[:LONGEST_NAME] or "file"


def _suffix(content):
    """Return what a file is by its content, or an empty text for what is not passed on."""
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return "pdf"
    for beginning, suffix in PICTURES.items():
        if content.startswith(beginning):
            return suffix
    return _document(content) if content.startswith(b"PK\x03\x04") else ""


def _document(content):
    """Return which kind of document an archive is; nothing when it hides more than it shows."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if any(map(_is_suspect, parts)) or not _unpacks(archive, parts):
                return ""
            if "mimetype" in names:
                return OPEN_DOCUMENT.get(archive.read("mimetype").strip(), "")
            whole = "[Content_Types].xml" in names
            return next((kind for one, kind in OFFICE.items() if whole and one in names), "")
    except BROKEN:
        return ""


def _is_suspect(part):
    """Return whether a part is a program, or cannot be looked into."""
    is_hidden = part.flag_bits & 1 or part.compress_type not in PACKINGS
    return bool(is_hidden) or "vbaproject" in part.filename.lower()


def _unpacks(archive, parts):
    """Return whether an archive is sound and unpacks to a size that a document has.

    The sizes that it tells come first; what it really holds is counted after that.
    """
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return False
    left = MOST_UNPACKED
    for part in parts:
        with archive.open(part) as opened:
            while piece := opened.read(2**20):
                left -= len(piece)
                if left < 0:
                    return False
    return True


def download(file, name):
    """Answer with a file to be saved: nothing in it is shown or run under our own address."""
    try:
        answer = FileResponse(
            file.open(), as_attachment=True, filename=name, content_type="application/octet-stream"
        )
    except FileNotFoundError as error:
        raise Http404 from error
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
