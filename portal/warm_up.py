"""What is loaded before the first visitor comes, so that nobody waits for it.

Nothing here asks the database: connections are not shared by the workers that are copied then.
"""

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext, override


def warm_up():
    """Read the addresses, the words of each language and the templates."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            reverse("home")
            gettext("Agenda")
    for folder in settings.TEMPLATES[0]["DIRS"]:
        for path in sorted(folder.rglob("*.*")):
            # Papers are set by another program.
            if path.suffix in (".html", ".txt"):
                get_template(str(path.relative_to(folder)))
