"""What VNG International runs: programmes and who takes part in them."""

from partnerships.models import personal_data as persons
from partnerships.models import rings as register

from .events import Event
from .participations import Participation
from .personal_data import NOT_PERSONAL, PERSONAL
from .programmes import Programme
from .registrations import Registration
from .rings import RINGS

register.declare(RINGS)
persons.declare(PERSONAL, NOT_PERSONAL)

__all__ = [
    "Event",
    "Participation",
    "Programme",
    "Registration",
]
