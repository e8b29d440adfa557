"""What the stored index of every noun shares."""


def batches(queryset, size):
    """Yield the records of a queryset in lists, by key, so that a large table fits in memory."""
    last = 0
    while batch := list(queryset.order_by("pk").filter(pk__gt=last)[:size]):
        yield batch
        last = batch[-1].pk
