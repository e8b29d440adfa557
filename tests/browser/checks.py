"""What can be wrong with a page, each as a sentence with the place where it shows."""

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from portal.bench.accessibility import RULES, as_lines

SHOTS = settings.DATA_DIR / "screenshots"
AXE = Axe()
CONTRAST = {
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
    "resultTypes": ["violations"],
}
HTML_LANG = {"nl": "nl", "en": "en", "zh-hans": "zh-Hans"}

# Wider than the window: a reader would have to scroll sideways.
SCROLLS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"

# Text that its own box cuts off or lets out, innermost boxes only; what scrolls by itself, is
# hidden on purpose or is drawn rather than written may.
SPILLED = """() => {
    const cuts = ['hidden', 'clip'], moves = ['auto', 'scroll'];
    const spilled = [...document.body.querySelectorAll('*')].filter(one => {
        const style = getComputedStyle(one);
        if (one.closest('.visually-hidden, .skip, [aria-hidden=true], svg')) return false;
        if (one.clientWidth < 2 || style.display === 'inline') return false;
        if (!one.checkVisibility()) return false;
        const writes = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        const wide = one.scrollWidth > one.clientWidth + 1
            && (writes ? !moves.includes(style.overflowX) : cuts.includes(style.overflowX));
        const tall = one.scrollHeight > one.clientHeight + 1 && cuts.includes(style.overflowY);
        return wide || tall;
    });
    return spilled.filter(one => !spilled.some(other => other !== one && one.contains(other)))
        .map(one => `${one.localName}.${one.className} ${one.textContent.trim().slice(0, 60)}`);
}"""

# The four values of success criterion 1.4.12, as a style sheet that needs no leave of the policy.
SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""

# What glides, blinks or turns, now or when it is pointed at.
MOVING = """() => [...document.querySelectorAll('*')].filter(one => {
    const style = getComputedStyle(one);
    return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0
        || style.scrollBehavior === 'smooth';
}).map(one => `${one.localName}.${one.className}`)"""

# The element with the focus: what it is, whether its ring is drawn, all of it in view, on top.
FOCUS = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
        id: one.id, tag: one.localName, text: one.textContent.trim().replace(/\\s+/g, ' '),
        path: one.pathname || '', query: one.search || '',
        ring: style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2,
        inside: box.width > 0 && box.left >= 0 && box.right <= innerWidth
            && box.top >= 0 && box.bottom <= innerHeight,
        onTop: one.contains(at),
    };
}"""


def axe_violations(page, rules=RULES):
    """Return what axe finds, as ``rule: where``."""
    return as_lines(AXE.run(page, options=rules).response)


def faults_of_page(page, language):
    """Return what is wrong with the page itself, axe aside."""
    faults = []
    lang = page.locator("html").get_attribute("lang")
    if lang != HTML_LANG[language]:
        faults.append(f"language is {lang}")
    if page.evaluate(SCROLLS):
        faults.append("scrolls sideways")
    return faults


def faults_of_text(page):
    """Return what is cut off, let out or too wide."""
    return [f"spills: {one}" for one in page.evaluate(SPILLED)] + (
        ["scrolls sideways"] if page.evaluate(SCROLLS) else []
    )


def look_at(window, path, language, shot):
    """Open a page; returns its status, what axe finds, what else is wrong; leaves a picture."""
    status = window.page.goto(path).status
    found = axe_violations(window.page)
    faults = window.faults() + faults_of_page(window.page, language)
    window.page.screenshot(path=SHOTS / f"{shot}.png", full_page=True)
    return status, found, faults
