"""Reading a page as a person does: by its headings, lists and sentences."""

import html
import re


def page(client, path):
    response = client.get(f"/en/{path}/")
    assert response.status_code == 200, response.headers.get("Location")
    return response.text


def words(markup):
    """Return what a reader sees of some markup, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def section(text, heading):
    """Return the markup of the section or box under a heading."""
    start = re.search(rf"<h2[^>]*>{re.escape(heading)}.*?</h2>", text).end()
    return re.split(r"</section>|</aside>", text[start:])[0]


def facts(text, heading="Facts"):
    pairs = re.findall(
        r"<dt[^>]*>(.*?)</dt>\s*<dd.*?>(.*?)</dd>", section(text, heading), re.DOTALL
    )
    return {words(label): words(value) for label, value in pairs}


def rows(text, heading):
    return re.findall(r'href="/en/agreements/([^/"]+)/"', section(text, heading))
