#!/usr/bin/env python
"""Run a management command, on the embedded database when no other is named."""

import os
import sys

from django.core.management import execute_from_command_line

from portal import localdb


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    localdb.start_if_needed()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
