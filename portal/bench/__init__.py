"""The benchmark behind ``make bench``: a database of its own, made-up rows, and the measures."""
