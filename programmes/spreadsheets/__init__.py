"""Spreadsheets of what VNG International runs: read in by the import commands."""
