"""What every command of ours shares: its writes say in the change log which command made them."""

import pghistory
from django.core.management.base import BaseCommand


class LoggedCommand(BaseCommand):
    """A command without a person behind it; its name is its address in the change log."""

    def execute(self, *args, **options):
        name = type(self).__module__.rsplit(".", 1)[-1]
        with pghistory.context(user=None, url=f"manage.py {name}"):
            return super().execute(*args, **options)
