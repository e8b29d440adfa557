"""Names beside the points of a map, as far as they fit without touching each other."""

LETTER, CHARACTER, LINE = 6.6, 13, 15
# Rather no name than one that has to be guessed to belong to another point.
MOST = 34


def put(points, *, width, height):
    """Give each point a ``label`` of {x, y, anchor}, or nothing where no room is left.

    The points come in the order of their weight; the first ones choose first.
    """
    taken = [_box(point["x"], point["y"], point["radius"]) for point in points]
    for place, point in enumerate(points):
        point["label"] = None
        if place >= MOST:
            continue
        for label, box in _choices(point):
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
            others = (one for other, one in enumerate(taken) if other != place)
            if inside and not any(_touch(box, one) for one in others):
                point["label"] = label
                taken.append(box)
                break


def _choices(point):
    """Return the places for a name, the best first: right, left, above, below."""
    x, y, gap = point["x"], point["y"], point["radius"] + 3
    long = sum(CHARACTER if char > "⺀" else LETTER for char in point["spot"].name)
    for anchor, dx, dy in (
        ("start", gap, 4),
        ("end", -gap, 4),
        ("middle", 0, -gap),
        ("middle", 0, gap + 10),
    ):
        left = {"start": x + dx, "end": x + dx - long, "middle": x - long / 2}[anchor]
        top = y + dy - LINE + 3
        label = {"x": round(x + dx, 1), "y": round(y + dy, 1), "anchor": anchor}
        yield label, (left, top, left + long, top + LINE)


def _box(x, y, radius):
    return (x - radius, y - radius, x + radius, y + radius)


def _touch(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
