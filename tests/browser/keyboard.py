"""A visitor who has no mouse."""

from .checks import FOCUS

# More presses than any list has links means that the link cannot be reached.
PRESSES = 150


class Keyboard:
    """Hands that know Tab and Enter only, and eyes that watch the ring of the focus."""

    def __init__(self, page):
        self.page = page
        self.seen = []

    def tab(self):
        """Go to the next stop, which must be marked, in view and covered by nothing."""
        self.page.keyboard.press("Tab")
        stop = self.page.evaluate(FOCUS)
        self.seen.append(stop)
        where = f"{stop['tag']} {stop['text'][:60]!r} on {self.page.url}"
        assert stop["ring"], f"no ring around {where}"
        assert stop["inside"], f"out of view: {where}"
        assert stop["onTop"], f"covered: {where}"
        return stop

    def tab_to(self, wanted):
        for _ in range(PRESSES):
            if wanted(stop := self.tab()):
                return stop
        raise AssertionError(f"not reached on {self.page.url}")

    def enter(self):
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
