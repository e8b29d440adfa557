"""The one rule for figures about few authorities: a group smaller than five is never told.

A figure is a number of authorities that gave an answer. Told is what everybody may read of it; the
rest is withheld, and can be worked out neither from what is told nor by knowing this rule:

* Nothing is told of a question that fewer than five answered; not even how many did.
* Where each authority gives **one** answer, the numbers add up to the whole. If some are from one
  to four, they are withheld together with *every* number equal to the smallest of five or more.
  What is withheld is told as one number, of at least six. Any way in which the withheld numbers
  could change places would be told alike, so nobody can say which of them is the small one.
* Where an authority can give **several** answers, each of them parts the whole in those who gave
  it and those who did not, and is told only if neither part is from one to four. The numbers do
  not add up to anything, so none follows from the others.
* How many were asked a question **because of an answer** elsewhere tells how many gave that answer.
  So it is told only if that number is told too, and if those who gave that answer but not this one
  are nobody or a group.

A number of nought is no group and is told.
"""

from typing import NamedTuple

SMALLEST = 5


class Told(NamedTuple):
    """What may be told of a question: the number of answers, each number or None, and the rest.

    ``rest`` is how many gave one of the answers whose number is withheld, or None.
    """

    total: int | None
    numbers: dict
    rest: int | None = None


def is_safe(number):
    """Return whether a number of authorities may be told: nobody at all, or a group."""
    return number == 0 or number >= SMALLEST


def tell_one(counts):
    """Return what may be told of ``{answer: number}`` where each authority gave one answer."""
    total = sum(counts.values())
    small = {key for key, number in counts.items() if not is_safe(number)}
    if total < SMALLEST:
        return nothing(counts)
    if not small:
        return Told(total, dict(counts))
    cover = min((number for number in counts.values() if number >= SMALLEST), default=None)
    withheld = small | {key for key, number in counts.items() if number == cover}
    told = {key: None if key in withheld else number for key, number in counts.items()}
    if not any(told.values()):
        # Only noughts are left, which would say no more than that there was an answer.
        return nothing(counts)
    return Told(total, told, sum(counts[key] for key in withheld))


def tell_several(counts, total):
    """Return what may be told of ``{answer: number}`` where ``total`` gave any number of them."""
    if total < SMALLEST:
        return nothing(counts)
    told = {
        key: number if is_safe(number) and is_safe(total - number) else None
        for key, number in counts.items()
    }
    return Told(total, told)


def nothing(counts):
    return Told(None, dict.fromkeys(counts))


def may_name(named_count, count):
    """Return whether some of a group may be named: that must not leave one to four unnamed."""
    return is_safe(count - named_count)
