"""The last lines of a run: how much the browser and the validator looked at."""


def lines(reports):
    """Return the lines of a run from the properties that its tests recorded."""
    recorded = [dict(one.user_properties) for one in reports if getattr(one, "when", "") == "call"]
    looked = [one for one in recorded if "violations" in one]
    if looked:
        pages, languages, widths = (
            {one[name] for one in looked} for name in ("pages", "language", "width")
        )
        yield (
            f"{max(pages)} pages × {len(languages)} languages × {len(widths)} widths checked, "
            f"violations {sum(one['violations'] for one in looked)}"
        )
    for one in recorded:
        if "leaks" in one:
            yield (
                f"{one['pairs']} pairs of address and visitor checked for {one['marks']} marks, "
                f"leaks {one['leaks']}"
            )
        if "documents" in one:
            yield f"{one['documents']} HTML documents validated, errors {one['errors']}"
        if "clicks" in one:
            yield f"3 ties confirmed in {one['clicks']} clicks and {one['seconds']:.1f} seconds"
