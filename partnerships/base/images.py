"""Pictures from outside, made safe to show: judged by content, drawn anew, named by chance."""

import uuid
from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

# What a file is, whatever it is called, and what our own copy is called.
SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
LARGEST_FILE, MOST_PIXELS = 5 * 2**20, 40_000_000
# No page shows more; a sharp screen is thought of.
LONGEST_SIDE = 2_000
# Ours is lower, and refuses where Pillow warns.
Image.MAX_IMAGE_PIXELS = None


def redrawn(file):
    """Return a picture drawn anew, without metadata, under a name that says nothing.

    A photo tells where and by whom it was taken; what follows the picture in the file may be
    anything. Raises ValidationError when it is no JPEG, PNG or WebP, or is too large.
    """
    if file.size > LARGEST_FILE:
        raise ValidationError(_("The picture is larger than 5 MB."), code="size")
    file.seek(0)
    try:
        # A copy, because Pillow closes what it was given.
        picture = Image.open(BytesIO(file.read()), formats=list(SUFFIXES))
        if picture.width * picture.height > MOST_PIXELS:
            raise ValidationError(_("The picture has more than 40 megapixels."), code="pixels")
        form = picture.format
        plain = _plain(picture)
    except (OSError, SyntaxError, ValueError) as error:
        raise ValidationError(
            _("This is no picture that can be read. Send a JPEG, PNG or WebP file."), code="content"
        ) from error
    finally:
        file.seek(0)
    drawn = BytesIO()
    plain.save(drawn, form, quality=85)
    return ContentFile(drawn.getvalue(), name=f"{uuid.uuid4().hex}.{SUFFIXES[form]}")


def _plain(picture):
    """Return the points of a picture, upright and no larger than needed, and nothing else."""
    upright = ImageOps.exif_transpose(picture)
    clear = upright.has_transparency_data and picture.format != "JPEG"
    plain = upright.convert("RGBA" if clear else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain.info = {}
    return plain


def check_picture(file):
    """Refuse a new file that cannot be redrawn; one that is stored was redrawn already."""
    if not getattr(file, "_committed", False):
        redrawn(file)


def place_of(_record, name):
    return f"pictures/{PurePath(name).name}"


class PictureField(models.FileField):
    """A picture of which only a redrawn copy is ever stored, under a name made by chance."""

    default_validators = [check_picture]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("upload_to", place_of)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        file = getattr(model_instance, self.attname)
        if file and not file._committed:
            setattr(model_instance, self.attname, redrawn(file))
        return super().pre_save(model_instance, add)
