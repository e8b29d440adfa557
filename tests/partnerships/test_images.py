"""Pictures from outside: judged by content, drawn anew, named by chance."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from partnerships.base import images
from partnerships.base.images import redrawn
from partnerships.models import Practice
from tests.factories.partnerships import PracticeFactory

from .pictures import photo_with_secrets, picture


@pytest.mark.parametrize(("form", "suffix"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_picture_is_known_by_its_content_whatever_it_is_called(form, suffix):
    copy = redrawn(picture(form, name="stadhuis.exe"))
    assert re.fullmatch(rf"[0-9a-f]{{32}}\.{suffix}", copy.name)
    assert Image.open(copy).format == form


NO_PICTURES = {
    "empty": b"",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "pdf": b"%PDF-1.7",
    "gif": picture("GIF").read(),
    "tiff": picture("TIFF").read(),
    "half a jpeg": picture("JPEG", size=(64, 64)).read()[:-200],
    "half a png": picture("PNG", size=(64, 64)).read()[:60],
}


@pytest.mark.parametrize("content", NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_is_no_picture_is_refused_in_a_sentence(content):
    with pytest.raises(ValidationError) as error:
        redrawn(SimpleUploadedFile("foto.jpg", content))
    assert error.value.messages == [
        "Dit is geen leesbare afbeelding. Stuur een JPEG-, PNG- of WebP-bestand."
    ]


def test_copy_keeps_nothing_of_the_sender():
    photo = photo_with_secrets()
    assert b"Jan" in photo.read()
    copy = redrawn(photo)
    drawn = Image.open(copy)
    assert dict(drawn.getexif()) == {}
    assert set(drawn.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    copy.seek(0)
    assert not any(secret in copy.read() for secret in (b"Jan", b"script"))


def test_picture_taken_on_its_side_is_set_upright():
    tags = Image.Exif()
    tags[0x0112] = 6  # turned a quarter
    assert Image.open(redrawn(picture(size=(8, 6), exif=tags))).size == (6, 8)


def test_transparency_is_kept():
    copy = redrawn(picture("PNG", mode="RGBA"))
    assert Image.open(copy).mode == "RGBA"


def test_picture_is_no_larger_than_a_page_can_show():
    assert Image.open(redrawn(picture("PNG", size=(2500, 1000), mode="1"))).size == (2000, 800)


@pytest.mark.parametrize(("limit", "code"), [("LARGEST_FILE", "size"), ("MOST_PIXELS", "pixels")])
def test_picture_just_over_a_limit_is_refused_and_at_the_limit_not(monkeypatch, limit, code):
    photo = picture(size=(8, 6))
    actual = {"LARGEST_FILE": photo.size, "MOST_PIXELS": 48}[limit]
    monkeypatch.setattr(images, limit, actual)
    assert redrawn(photo).size > 0
    monkeypatch.setattr(images, limit, actual - 1)
    with pytest.raises(ValidationError) as error:
        redrawn(photo)
    assert error.value.code == code


@pytest.mark.django_db
def test_stored_picture_says_nothing_of_title_or_authority():
    practice = PracticeFactory(image=photo_with_secrets(), image_alt_nl="Een kade.")
    stored = Practice.objects.get(pk=practice.pk).image
    assert re.fullmatch(r"pictures/[0-9a-f]{32}\.jpg", stored.name)
    with stored.open() as file:
        assert b"Jan" not in file.read()


@pytest.mark.django_db
def test_stored_picture_is_not_drawn_again_when_the_record_is_saved():
    practice = PracticeFactory(image=picture(), image_alt_nl="Een kade.")
    name = practice.image.name
    again = Practice.objects.get(pk=practice.pk)
    again.full_clean()
    again.save()
    assert again.image.name == name


@pytest.mark.django_db
def test_picture_that_cannot_be_read_is_refused_by_its_field():
    practice = PracticeFactory(image_alt_nl="Een kade.")
    practice.image = SimpleUploadedFile("foto.png", b"<script>")
    with pytest.raises(ValidationError) as error:
        practice.full_clean()
    assert list(error.value.message_dict) == ["image"]
