"""What a person may choose from in a form: the own authorities, and their public ties."""

from partnerships.models import Agreement, LocalAuthority


def authorities_of(user):
    """Return the authorities whose record a person keeps; staff keeps that of all."""
    if user.is_staff:
        return LocalAuthority.objects.all()
    return LocalAuthority.objects.kept_by(user)


def ties_of(user):
    """Return the public agreements of these authorities, by name."""
    ties = Agreement.objects.public().order_by("title_nl")
    return ties if user.is_staff else ties.for_authorities(user.writes_for)
