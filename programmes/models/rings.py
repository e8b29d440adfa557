"""Who may see each field of what VNG International runs; see partnerships/models/rings.py."""

from partnerships.base.rings import Ring

P, A, O, S = Ring.PUBLIC, Ring.AUTHORITIES, Ring.OWN, Ring.STAFF  # noqa: E741 -- as in the table

RINGS = {
    "Programme": {
        P: "name acronym slug kind summary funder budget client objective background focus "
        "countries who_can_join support effort valid_from valid_until website predecessor themes "
        "practices",
    },
    "Participation": {
        P: "programme authority division city country cluster role state valid_from valid_until "
        "note themes source",
    },
    "NewsItem": {
        P: "title slug published_at programme lead body themes image image_alt image_caption",
    },
    "NewsSource": {P: "news_item kind reference consulted_on", S: "note"},
}
