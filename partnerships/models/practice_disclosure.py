"""What the public may read of a practice: decided here, and nowhere else.

A practice can be published without naming the authority. Then everything that could tell who it
was is withheld from pages, files, lists, search and counts alike; what is left is the story. See
docs/adr/0011-anonymous-practices.md.
"""

import re

from partnerships.base.search import is_chinese, words
from partnerships.base.translation import LANGUAGES, to_attribute
from partnerships.base.workflow import Publication

from .exchanges import ExchangeState
from .places import names_around

# From this length on a name is also recognised at the beginning of a word: "Rotterdamse".
LONG_NAME = 5
STORY = (
    "title",
    "summary",
    "challenge",
    "approach",
    "resources",
    "results",
    "difficulties",
    "success_factors",
    "lesson",
    "differently",
    "transferability",
    "opinion",
)


def _withheld(nothing):
    """Declare a part that an anonymous practice withholds: there it reads as ``nothing``."""

    def decorate(read):
        def told(self):
            return nothing if self.practice.is_anonymous else read(self)

        return property(told, doc=read.__doc__)

    return decorate


class Disclosed:
    """Parties, places and papers of a practice as the public may know them; read when asked for.

    All of it is empty for an anonymous practice, except keywords and reuses that name nobody.
    """

    def __init__(self, practice):
        self.practice = practice

    @_withheld(None)
    def authority(self):
        """The local authority in charge, or None."""
        return self.practice.authority

    @_withheld(())
    def other_authorities(self):
        return list(self.practice.other_authorities.all())

    @_withheld(())
    def authorities(self):
        """All local authorities, the one in charge first."""
        first = [self.practice.authority] if self.practice.authority_id else []
        return [*first, *self.other_authorities]

    @_withheld(None)
    def organisation(self):
        """The organisation in charge, or None."""
        return self.practice.organisation

    @_withheld(())
    def partners(self):
        return list(self.practice.partners.all())

    @_withheld(())
    def divisions(self):
        return list(self.practice.divisions.all())

    @_withheld("")
    def location(self):
        return self.practice.location

    @_withheld(None)
    def agreement(self):
        """The tie it came from, once that is public itself."""
        tie = self.practice.agreement
        return tie if tie and tie.publication == Publication.PUBLISHED else None

    @_withheld(None)
    def exchange(self):
        """The visit it came from, once that is held and public itself."""
        visit = self.practice.exchange
        is_public = visit and visit.publication == Publication.PUBLISHED
        return visit if is_public and visit.state == ExchangeState.HELD else None

    @_withheld(())
    def sources(self):
        return list(self.practice.sources.all())

    @_withheld(())
    def links(self):
        return list(self.practice.links.all())

    @_withheld("")
    def image(self):
        """The picture with its name and size, or nothing; its text is ``practice.image_alt``."""
        return self.practice.image

    @property
    def keywords(self):
        """The keywords, without those that name a party of an anonymous practice."""
        if not self.practice.is_anonymous:
            return self.practice.keywords
        names = withheld_names(self.practice)
        return [word for word in self.practice.keywords if not told_in([word], names)]

    @property
    def reuses(self):
        """Who used it elsewhere, without a party of an anonymous practice that did so itself."""
        rows = list(self.practice.reuses.all())
        if not self.practice.is_anonymous:
            return rows
        own = {self.practice.authority_id, *(one.pk for one in _authorities(self.practice))}
        return [row for row in rows if row.authority_id not in own]


def names_told(practice):
    """Return the names of parties that the public texts of a practice tell, in order."""
    return told_in(public_texts(practice), withheld_names(practice))


def told_in(texts, names):
    """Return those of some names that stand in one of the texts."""
    texts = list(texts)
    return [name for name in names if any(tells(text, name) for text in texts)]


def tells(text, name):
    """Return whether a text holds a name, also in Dutch forms such as "Rotterdamse"."""
    wanted, said = " ".join(words(name)), " ".join(words(text))
    if not wanted:
        return False
    if is_chinese(wanted):
        # 武汉市 is mostly written 武汉.
        return (wanted[:-1] if len(wanted) > 2 else wanted) in said
    ending = "" if len(wanted) >= LONG_NAME else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(wanted)}{ending}", said) is not None


def withheld_names(practice):
    """Return every name by which the parties and places of a practice can be known."""
    return names_of(
        authorities=_authorities(practice),
        divisions=practice.divisions.all(),
        bodies=[practice.organisation, *practice.partners.all()],
        agreement=practice.agreement,
        location=practice.location,
    )


def names_of(*, authorities, divisions, bodies, agreement, location):
    """Return the names of these and of the provinces around them; None counts for nothing."""
    tied = [*agreement.authorities, *agreement.divisions] if agreement else []
    places = list(filter(None, [*authorities, *divisions, *tied]))
    names = [name for place in places for name in place.searched_names]
    names += [body.name for body in bodies if body]
    names += [*names_around(places), location]
    return list(dict.fromkeys(part for name in names for part in _each(name)))


def _each(name):
    """Return the names in a name: "Nanking (Nanjing)" is known by either."""
    return [part.strip() for part in re.split(r"[()（）]", name) if part.strip()]


def public_texts(practice):
    """Yield every text that the public reads of an anonymous practice, in all languages."""
    yield practice.slug
    for code in LANGUAGES:
        for name in STORY:
            yield getattr(practice, to_attribute(name, code))
        for row in practice.evidence.all():
            yield getattr(row, to_attribute("indicator", code))
        for row in practice.reuses.all():
            yield getattr(row, to_attribute("adapted", code))
            yield getattr(row, to_attribute("outcome", code))
    for row in practice.evidence.all():
        yield f"{row.before} {row.after}"


def _authorities(practice):
    first = [practice.authority] if practice.authority_id else []
    return [*first, *practice.other_authorities.all()]
