"""The forms of what VNG International runs."""
