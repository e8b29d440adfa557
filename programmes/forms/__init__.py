"""The forms of what VNG International runs."""

from .events import RegistrationForm

__all__ = ["RegistrationForm"]
