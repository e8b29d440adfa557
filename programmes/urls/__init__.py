"""The addresses of what VNG International runs, one module for each noun."""

from . import calls, events, news, overviews, programmes, surveys

# Those of calls come before that of a programme, which has a name at the same place.
MODULES = (calls, programmes, events, news, overviews, surveys)

pages = [one for module in MODULES for one in getattr(module, "pages", [])]
files = [one for module in MODULES for one in getattr(module, "files", [])]
workspace = [one for module in MODULES for one in getattr(module, "workspace", [])]
