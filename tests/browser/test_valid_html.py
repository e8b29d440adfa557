"""Every public page, in every language, before the HTML checker of the W3C."""

import pytest
from django.test import Client

from . import validator
from .walk import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]


def test_every_page_is_valid_html(pages, tmp_path, record_property):
    validator.require()
    client = Client()
    for name, paths in pages.items():
        for language in LANGUAGES:
            answer = client.get(paths[language])
            (tmp_path / f"{name}-{language}.html").write_bytes(answer.content)
    found = validator.errors(tmp_path)
    record_property("documents", len(pages) * len(LANGUAGES))
    record_property("errors", len(found))
    assert not found, "\n".join(found)


def test_checker_names_page_line_and_sentence_of_what_is_wrong(tmp_path):
    validator.require()
    page = (
        '<!doctype html>\n<html lang="en">\n<title>A page</title>\n<p id="a"></p>\n<p id="a"></p>'
    )
    (tmp_path / "twice.html").write_text(page)
    assert validator.errors(tmp_path) == ["twice, line 5: Duplicate ID “a”."]
