"""The addresses of what VNG International runs, one module for each noun."""

from . import programmes, surveys

MODULES = (programmes, surveys)

pages = [one for module in MODULES for one in getattr(module, "pages", [])]
files = [one for module in MODULES for one in getattr(module, "files", [])]
workspace = [one for module in MODULES for one in getattr(module, "workspace", [])]
