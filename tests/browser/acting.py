"""What people do in many stories: come in, do something at the desk, look at a page."""

from partnerships.models import LocalAuthority, User
from tests.signing_in import PASSWORD, forget_attempts

from .arriving import fill_in
from .checks import SHOTS, axe_violations, faults_of_page
from .database import committed

WIDTHS = (1280, 375)


def official(slug, role="editor"):
    """Make somebody who acts for an authority, with a password."""

    def come():
        user = User.objects.create_user(f"{slug}@example.org", PASSWORD, name=f"Collega van {slug}")
        user.memberships.create(authority=LocalAuthority.objects.get(slug=slug), role=role)
        return user

    return committed(come)


def signed_in(window, user):
    """Sign in through the form; returns the window."""
    committed(forget_attempts)
    fill_in(window, user)
    return window


def act(window, noun, action, row=None, *, asks=True, **answers):
    """Choose a row of a list at the desk, or all, and do something; say yes to what is asked."""
    page = window.page
    page.goto(f"/beheer/{noun}/")
    if row:
        page.locator("#result_list tr", has_text=row).locator(".action-select").check()
    else:
        page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option(action)
    window.follow(page.locator("button[name=index]"))
    for name, text in answers.items():
        page.locator(f"[name={name}]").fill(text)
    if asks:
        window.follow(page.locator(".submit-row input.default"))


def choose(page, field, name):
    """Choose a record in a field of the desk that looks them up while one types."""
    page.locator(f".field-{field} .select2-selection").first.click()
    page.locator(".select2-search__field").last.fill(name)
    page.locator(".select2-results__option").get_by_text(name, exact=True).click()


def looked_at(page, name):
    """Leave pictures of a page, which is accessible and keeps the manners of the site."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=SHOTS / f"{name}-nl-{width}.png", full_page=True)
        assert axe_violations(page) == []
        assert faults_of_page(page, "nl") == []
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
