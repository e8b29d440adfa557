"""What is loaded before the first visitor: everything that waits for nobody, and no connection."""

from django.conf import settings
from django.template import engines

from portal import workers
from portal.warm_up import warm_up


def test_warming_up_asks_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        warm_up()


def test_no_template_waits_for_its_first_reader():
    [loader] = engines["django"].engine.template_loaders
    loader.reset()
    warm_up()
    ours = {
        str(path.relative_to(settings.BASE_DIR / "templates"))
        for path in (settings.BASE_DIR / "templates").rglob("*.*")
        if path.suffix in (".html", ".txt")
    }
    assert ours <= set(loader.get_template_cache)


def test_gunicorn_loads_the_portal_once_for_all_its_workers():
    assert workers.preload_app is True
