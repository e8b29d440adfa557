"""Picture files for tests, made on the spot."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PLACE_TAKEN, CAMERA = 0x8825, 0x010F


def picture(form="JPEG", size=(8, 6), name="stadhuis-rotterdam.jpg", mode="RGB", **options):
    """Return an uploaded picture of one colour."""
    file = BytesIO()
    Image.new(mode, size, "red").save(file, form, **options)
    return SimpleUploadedFile(name, file.getvalue())


def photo_with_secrets():
    """Return a photo that tells camera and place, with a comment, and something behind it."""
    tags = Image.Exif()
    tags[CAMERA] = "Camera van Jan"
    tags.get_ifd(PLACE_TAKEN)[1] = "N"
    photo = picture(exif=tags, comment=b"Foto: Jan")
    return SimpleUploadedFile(photo.name, photo.read() + b"<script>")
