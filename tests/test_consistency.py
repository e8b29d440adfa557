"""Sweeps that find their own subjects: a new model, template or address is checked by itself."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.template.loader import get_template
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation
from factory.django import DjangoModelFactory

from partnerships.base.dates import PartialDateField
from partnerships.models import Pair
from portal.urls import private
from tests import factories, subjects
from tests.addresses import PARAMETERS
from tests.approved import PUBLIC

ROOT = Path(settings.BASE_DIR)
MODELS = subjects.models()


def all_modules():
    """Return the names of all modules of factories."""
    return [f"{factories.__name__}.{one.name}" for one in iter_modules(factories.__path__)]


FACTORIES = {
    value
    for module in map(import_module, all_modules())
    for value in vars(module).values()
    if isinstance(value, type)
    and issubclass(value, DjangoModelFactory)
    and value is not DjangoModelFactory
}
FACTORIES = sorted(FACTORIES, key=lambda factory: factory.__name__)
# Written by the database alone; see models/triggers.py.
DERIVED = {Pair}
# Names that keep their capital within a sentence.
PROPER = ("Chinese", "CBS", "Dutch", "English", "Wikidata")
# Prepositions and the like that can only stand before a date.
DATES = {"on", "since", "valid_from", "valid_until", "open_until"}


def test_every_model_has_a_factory():
    assert {factory._meta.model for factory in FACTORIES} == set(MODELS) - DERIVED


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_every_factory_makes_a_valid_record(factory):
    record = factory()
    record.full_clean()
    assert type(record).objects.get(pk=record.pk) == record


@pytest.mark.parametrize("model", MODELS)
def test_every_model_says_what_a_record_is_called(model):
    assert model.__str__ is not models.Model.__str__


@pytest.mark.parametrize("model", MODELS)
def test_every_model_has_an_order(model):
    assert model._meta.ordering


@pytest.mark.parametrize("model", MODELS)
def test_names_of_models_and_fields_begin_in_lower_case(model):
    fields = [field for field in model._meta.local_concrete_fields if not field.auto_created]
    with translation.override("en"):
        names = [model._meta.verbose_name, model._meta.verbose_name_plural]
        names = [str(name) for name in (*names, *(field.verbose_name for field in fields))]
    assert [name for name in names if name[0].isupper() and not name.startswith(PROPER)] == []


def test_every_model_has_its_place_in_the_admin():
    inlines = {inline.model for desk in admin.site._registry.values() for inline in desk.inlines}
    assert set(MODELS) - DERIVED <= {*admin.site._registry, *inlines}


@pytest.mark.parametrize("model", MODELS)
def test_names_of_fields_tell_their_type(model):
    # Columns of Django's own accounts keep the names that Django gave them.
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if field.name not in {"last_login", "is_superuser"}
    ]
    wrong = [field.name for field in fields if not named_by_type(field)]
    assert wrong == []


def named_by_type(field):
    """Return whether a date is called ``…_on``, a moment ``…_at``, a yes or no ``is_…``."""
    if isinstance(field, models.DateTimeField):
        return field.name.endswith("_at")
    if isinstance(field, models.DateField | PartialDateField):
        return field.name.endswith("_on") or field.name in DATES
    if isinstance(field, models.BooleanField):
        return field.name.startswith(("is_", "has_"))
    return not field.name.endswith(("_on", "_at")) and not field.name.startswith(("is_", "has_"))


TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))


def source():
    """Return the text of all templates and Python files of the site, without the tests."""
    places = [ROOT / "templates", *(ROOT / app.name for app in apps.get_app_configs() if ours(app))]
    paths = [path for place in places for path in place.rglob("*")]
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in paths
        if path.suffix in {".py", ".html", ".txt", ".typ"}
    )


def ours(app):
    return Path(app.path).parent == ROOT


def overrides(name):
    """Return whether a template stands in for one that comes with a package."""
    first = Path(get_template(name).origin.name)
    places = [Path(app.path) / "templates" / name for app in apps.get_app_configs()]
    return first.is_relative_to(ROOT / "templates") and any(path.exists() for path in places)


def test_every_template_is_used():
    text = source()
    names = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]
    unused = [
        name
        for name in names
        # A typst template calls another by its address from the root.
        if not any(one in text for one in (f'"{name}"', f"'{name}'", f'"/{name}"'))
        and not overrides(name)
    ]
    assert unused == []


def public_patterns(patterns=None):
    """Return every public pattern of the site: neither the admin's nor the workspace's."""
    found = []
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLPattern):
            found.append(entry)
        elif entry.namespace != "admin" and entry.url_patterns is not private:
            found += public_patterns(entry.url_patterns)
    return found


# In the reader's language, but no page.
FILES = {
    "figure-picture",
    "figure-look",
    "figure-file",
    "survey-file",
    "survey-picture",
    "survey-look",
    "suggestions",
    "practice-feed",
    "news-feed",
    "agenda",
    "event-calendar",
    "agreement-dossier-pdf",
    "practice-pdf",
}
UNTRANSLATED = {
    "agreement-export",
    "practice-export",
    "practice-picture",
    "programme-export",
    "programme-document",
    "news-export",
    "news-picture",
    "event-document",
    "event-export",
    "document",
}
PREFIXES = {"nl": "/", "en": "/en/", "zh-hans": "/zh-hans/"}


def parameters(pattern):
    with translation.override("en"):
        return tuple(pattern.pattern.regex.groupindex)


PAGES = [
    pytest.param(pattern.name, arguments, id=f"{pattern.name}-{number}")
    for pattern in public_patterns()
    if pattern.name
    for number, arguments in enumerate(
        PARAMETERS.get((pattern.name, parameters(pattern)), [dict]), 1
    )
]


def test_public_addresses_are_the_approved_ones():
    assert {pattern.name or str(pattern.pattern) for pattern in public_patterns()} == PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize("language", PREFIXES)
@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_every_public_page_answers_in_every_language(client, name, arguments, language):
    kwargs = arguments()
    with translation.override(language):
        address = reverse(name, kwargs=kwargs)
    answer = client.get(address)
    assert answer.status_code == 200
    if name in UNTRANSLATED:
        assert b"".join(answer.streaming_content)
        return
    others = [prefix for prefix in PREFIXES.values() if prefix not in ("/", PREFIXES[language])]
    assert address.startswith(PREFIXES[language])
    assert not address.startswith(tuple(others))
    if name in FILES:
        assert answer.content
        return
    tag = {"zh-hans": "zh-Hans"}.get(language, language)
    assert re.search(r'<html lang="([^"]+)"', answer.content.decode()).group(1) == tag


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/healthz", b"ok"),
        ("/readyz", b'{"ready": true}'),
        ("/robots.txt", None),
        ("/sitemap.xml", None),
        ("/.well-known/security.txt", None),
    ],
)
def test_addresses_for_machines_answer(client, path, body):
    answer = client.get(path)
    assert answer.status_code == 200
    assert body is None or answer.content == body
