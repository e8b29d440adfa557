"""The subjects of the sweeping tests: what there is of our own, found by itself."""

from django.apps import apps

APPS = ("partnerships", "programmes")


def all_models():
    """Return every model of ours, with the tables of the change log."""
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def models():
    """Return the models that people keep records in."""
    return [model for model in all_models() if not hasattr(model, "pgh_tracked_model")]
