"""Chinese as its statistics write it: numbers in groups of three."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
