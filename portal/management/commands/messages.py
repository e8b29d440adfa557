"""Collect and compile the translations, then list what is untranslated."""

from django.conf import settings
from django.core.management.base import BaseCommand

from portal import catalogues


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def handle(self, **options):
        found = catalogues.extract_sources(settings.BASE_DIR)
        for locale, path in catalogues.paths().items():
            catalogue = catalogues.update(path, locale, found)
            catalogues.compile_file(path, locale)
            missing = catalogues.untranslated(catalogue)
            self.stdout.write(f"{locale}: {len(catalogue)} messages, {len(missing)} untranslated")
            for message in missing:
                self.stdout.write(f"  {catalogues.label(*catalogues.key(message))}")
