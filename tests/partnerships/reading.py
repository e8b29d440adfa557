"""Reading a page as a person does: by its headings, lists and sentences."""

import csv
import html
import io
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


def findings(text):
    """Return what a page of figures says, as ``(figure, sentence)``."""
    return re.findall(r'<h2[^>]* id="(\w+)-finding">(.*?)</h2>', text)


def file_of(client, name, query=""):
    """Return the rows of a figure's file, its header first."""
    answer = client.get(f"/en/figures/{name}.csv?{query}")
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
