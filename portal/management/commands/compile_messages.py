"""Compile the translations whose PO file is newer than what Django reads."""

from django.core.management.base import BaseCommand

from portal import catalogues


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def handle(self, *, verbosity, **options):
        for locale, path in catalogues.paths().items():
            if path.exists() and catalogues.compile_file(path, locale) and verbosity > 1:
                self.stdout.write(f"{locale}: compiled")
