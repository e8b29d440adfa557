"""Opens every address of the sitemap in Chromium, and asks axe what is wrong with each page."""

import asyncio
import http.client
import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlsplit

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Error, async_playwright

from .browser import FLAGS, chromium
from .serving import HOST

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
# As many as a small machine has cores.
AT_ONCE = 2


@dataclass
class Sweep:
    """What was found on all pages: violations as ``path: rule: where``, and what did not open."""

    checked: int = 0
    violations: list = field(default_factory=list)
    failures: list = field(default_factory=list)


def addresses(port):
    """Return the path of every page that the sitemap names."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    connection.request("GET", "/sitemap.xml")
    text = connection.getresponse().read().decode()
    return [urlsplit(unescape(found)).path for found in LOCATION.findall(text)]


def as_lines(response):
    """Return what axe answers, as ``rule: where``."""
    found = response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def sweep(port, paths, *, report):
    """Return the :class:`Sweep` of some pages; tells how far it is with ``report(sweep)``."""
    return asyncio.run(_sweep(port, list(reversed(paths)), report))


async def _sweep(port, waiting, report):
    found = Sweep()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        site = f"http://{HOST}:{port}"
        windows = [await browser.new_context(base_url=site) for _ in range(AT_ONCE)]
        await asyncio.gather(*(_visit_all(window, waiting, found, report) for window in windows))
        await browser.close()
    return found


async def _visit_all(window, waiting, found, report):
    """Open waiting pages one after the other in one window, until none waits."""
    page = await window.new_page()
    while waiting:
        path = waiting.pop()
        try:
            await _visit(page, path, found)
        except Error as error:
            found.failures.append(f"{path}: {error.message.splitlines()[0]}")
        report(found)


async def _visit(page, path, found):
    answer = await page.goto(path)
    if answer.status != 200:
        found.failures.append(f"{path}: answers {answer.status}")
        return
    result = await Axe().run(page, options=RULES)
    found.checked += 1
    found.violations += [f"{path}: {line}" for line in as_lines(result.response)]
