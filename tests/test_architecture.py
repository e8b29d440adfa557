"""The shape of the code: what may import what, how long things are, what never stands where."""

import ast
import functools
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# Each app may import from those before it.
APPS = ("partnerships", "programmes", "portal")
# Each file of an app may import from its own layer and those before it.
LAYERS = (
    {"apps", "base"},
    {"models"},
    {"permissions", "filters", "synergies"},
    {"actions"},
    {"forms", "serializers", "exports", "spreadsheets"},
    {"views", "api", "admin", "templatetags", "management"},
    {"urls"},
)
MOST_LINES_IN_A_FILE = 300
MOST_LINES_IN_A_FUNCTION = 30


def ours(pattern, *, below=""):
    """Return our own files, without what tools and installers keep beside them."""
    left_out = {"node_modules", "__pycache__"}
    found = (path.relative_to(ROOT) for path in (ROOT / below).rglob(pattern))
    return sorted(
        path
        for path in found
        if not any(part.startswith(".") or part in left_out for part in path.parts)
    )


PYTHON = ours("*.py")
MODULES = [path for path in PYTHON if path.parts[0] in APPS and "migrations" not in path.parts]
TEMPLATES = ours("*.html", below="templates")


def text_of(path):
    return (ROOT / path).read_text(encoding="utf-8")


@functools.cache
def tree(path):
    return ast.parse(text_of(path))


def imported(path):
    """Return the line and dotted name of everything a file imports; relative names in full."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, name.name) for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = path.parts[: len(path.parts) - node.level] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            found += [(node.lineno, f"{module}.{name.name}") for name in node.names]
    return found


def layer_of(dotted):
    """Return the place in LAYERS of a module of an app, or None when it has none."""
    part = dotted.split(".")[1]
    return next((place for place, names in enumerate(LAYERS) if part in names), None)


def dotted(path):
    return ".".join(path.with_suffix("").parts)


def test_relative_imports_are_read_in_full():
    names = {name for _line, name in imported(Path("partnerships/models/__init__.py"))}
    assert "partnerships.models.accounts.User" in names
    names = {name for _line, name in imported(Path("partnerships/models/agreements.py"))}
    assert {"partnerships.models.triggers", "partnerships.models.themes.Theme"} <= names


def test_no_app_imports_from_an_app_above_it():
    upward = [
        f"{path}:{line} imports {name}"
        for path in PYTHON
        if path.parts[0] in APPS
        for line, name in imported(path)
        if name.split(".")[0] in APPS[APPS.index(path.parts[0]) + 1 :]
    ]
    assert upward == []


def test_no_app_imports_from_the_tests():
    assert [
        f"{path}:{line} imports {name}"
        for path in MODULES
        for line, name in imported(path)
        if name.split(".")[0] == "tests"
    ] == []


def test_every_file_of_an_app_has_a_layer():
    strangers = [
        str(path)
        for path in MODULES
        if path.parts[0] != "portal"
        and path.parts[1:] != ("__init__.py",)
        and layer_of(dotted(path)) is None
    ]
    assert strangers == []


@pytest.mark.parametrize("app", APPS[:-1])
def test_no_file_imports_from_a_layer_above_its_own(app):
    upward = [
        f"{path}:{line} imports {name}"
        for path in MODULES
        if path.parts[0] == app and path.parts[1:] != ("__init__.py",)
        for line, name in imported(path)
        if name.startswith(f"{app}.")
        and (layer_of(name) is None or layer_of(name) > layer_of(dotted(path)))
    ]
    assert upward == []


USES = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["']""")
LOADS = re.compile(r"\{%\s*load\s+([\w ]+?)\s*%\}")
# The frame, the components and the admin's pages stand outside the apps.
RANKS = {app: place for place, app in enumerate(APPS, 1)}


def test_no_template_uses_one_of_an_app_above_its_own():
    upward = [
        f"{path} uses {used}"
        for path in TEMPLATES
        if path.parts[1] != "admin"
        for used in USES.findall(text_of(path))
        if RANKS.get(used.split("/")[0], 0) > RANKS.get(path.parts[1], 0)
    ]
    assert upward == []


def test_no_template_loads_tags_of_an_app_above_its_own():
    libraries = {path.stem: path.parts[0] for path in MODULES if "templatetags" in path.parts}
    upward = [
        f"{path} loads {name}"
        for path in TEMPLATES
        if path.parts[1] in APPS
        for names in LOADS.findall(text_of(path))
        for name in names.split()
        if RANKS.get(libraries.get(name), 0) > RANKS[path.parts[1]]
    ]
    assert upward == []


def test_no_module_names_a_template_of_an_app_above_its_own():
    upward = [
        f"{path}:{node.lineno} names {node.value}"
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and str(node.value).endswith((".html", ".typ"))
        if RANKS.get(node.value.split("/")[0], 0) > RANKS[path.parts[0]]
    ]
    assert upward == []


def test_no_python_file_is_longer_than_a_reader_can_hold():
    lengths = {
        str(path): len(text_of(path).splitlines())
        for path in PYTHON
        if "migrations" not in path.parts
    }
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES_IN_A_FILE} == {}


def test_no_function_is_longer_than_a_reader_can_hold():
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    lengths = {
        f"{path}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, functions)
    }
    long = {name: lines for name, lines in lengths.items() if lines > MOST_LINES_IN_A_FUNCTION}
    assert long == {}


INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)|<style|<svg|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE
)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<script>alert(1)</script>", True),
        ('<script src="/static/a.js" defer></script>', False),
        ('<p style="color: red">', True),
        ("<style>p {}</style>", True),
        ('<svg viewBox="0 0 1 1">', True),
        ('<a onclick="go()">', True),
        ('<link rel="stylesheet" href="/a.css">', False),
        ('<p class="style">on = off</p>', False),
    ],
)
def test_inline_script_and_style_are_recognised(html, found):
    assert bool(INLINE.search(html)) is found


# Drawn from the rows themselves; each point is a link, which no picture file can be.
DRAWN_IN_THE_PAGE = {Path("templates/components/map.html")}


def test_no_template_holds_script_style_or_drawing():
    inline = [
        f"{path}:{text_of(path).count(chr(10), 0, found.start()) + 1} {found.group().strip()}"
        for path in TEMPLATES
        if path not in DRAWN_IN_THE_PAGE
        for found in INLINE.finditer(text_of(path))
    ]
    assert inline == []


def test_decisions_are_numbered_without_gaps_and_titled_by_their_number():
    files = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [path.name.split("-")[0] for path in files]
    assert numbers == [f"{number:04}" for number in range(1, len(files) + 1)]
    titles = [path.read_text(encoding="utf-8").split("\n")[0] for path in files]
    assert [title.split(" ")[:2] for title in titles] == [["#", f"{n}."] for n in numbers]


CITED = re.compile(r"docs/adr/[\w-]+\.md")


def test_decisions_that_the_code_names_are_there():
    named = {name for path in [*PYTHON, *TEMPLATES] for name in CITED.findall(text_of(path))}
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_requirements_name_no_host_to_fetch_from():
    options = ("-i", "-f", "--index-url", "--extra-index-url", "--find-links", "--trusted-host")
    named = [
        f"{path}: {line}"
        for path in ours("requirements*.txt")
        for line in text_of(path).splitlines()
        if "://" in line or line.startswith(options)
    ]
    assert named == []
