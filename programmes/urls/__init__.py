"""The addresses of what VNG International runs, one module for each noun."""

from . import events, programmes

MODULES = (events, programmes)

pages = [one for module in MODULES for one in getattr(module, "pages", [])]
files = [one for module in MODULES for one in getattr(module, "files", [])]
workspace = [one for module in MODULES for one in getattr(module, "workspace", [])]
