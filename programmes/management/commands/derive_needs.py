"""Make needs of the answers to closed surveys and look for what may help; safe to repeat."""

from django.utils import timezone

from partnerships.base.commands import LoggedCommand
from programmes.actions.needs import derive_needs, match_needs
from programmes.models import Need, Survey


class Command(LoggedCommand):
    help = __doc__

    def handle(self, **options):
        closed = Survey.objects.public().filter(closes_at__lte=timezone.now())
        needs = sum(derive_needs(survey=one) for one in closed)
        matches = match_needs(needs=Need.objects.exclude(state="answered"))
        self.stdout.write(f"needs: {needs}, new matches: {matches}")
