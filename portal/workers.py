"""How gunicorn serves the portal, when it is told so by ``OPTION``.

One process loads all that the portal is made of, and the workers are copies of it: none of them
lets its first visitor wait for that, and they share its memory.
"""

import gc

OPTION = "--config=python:portal.workers"

preload_app = True


def when_ready(_server):
    """Load what a first visitor would wait for, and let no worker search it for waste."""
    # Here and not above: the settings are known once the application is loaded.
    from portal.warm_up import warm_up  # noqa: PLC0415

    warm_up()
    gc.collect()
    gc.freeze()
