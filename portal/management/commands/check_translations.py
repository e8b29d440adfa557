"""Fail on translations that are missing, empty, fuzzy, unused or have other placeholders."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal import catalogues


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def handle(self, **options):
        found = catalogues.extract_sources(settings.BASE_DIR)
        sentences = [
            f"{locale}: {sentence}"
            for locale, path in catalogues.paths().items()
            for sentence in catalogues.problems(catalogues.read(path, locale), found)
        ]
        if sentences:
            advice = "Run `make messages`, then mend portal/locale/*/LC_MESSAGES/django.po."
            raise CommandError("\n".join([*sentences, advice]))
