"""The columns of the open data sets of what VNG International runs, public fields only."""
