"""Who comes to a meeting, as a file for who stands at the door; it is for nobody else."""

from django.db.models import Prefetch
from django.http import Http404, StreamingHttpResponse
from django.utils.translation import gettext as _

from partnerships.base.exports import Column, as_csv
from partnerships.models import Membership

MARK = "confidential"


def participants_as_csv(desk, request, pk):
    """Send one line for each person who registered, in order; the desk lets in staff alone.

    Also of a meeting under the Chatham House Rule: somebody has to let people in. Its file says
    so in its name and in every line.
    """
    event = desk.get_object(request, str(pk))
    if event is None:
        raise Http404
    answer = StreamingHttpResponse(
        as_csv(_columns(event), _rows(event)), content_type="text/csv; charset=utf-8"
    )
    before = f"{MARK}-" if event.hides_participants else ""
    answer["Content-Disposition"] = f'attachment; filename="{before}{event.slug}-participants.csv"'
    return answer


def _rows(event):
    memberships = Membership.objects.current().select_related("authority")
    return event.registrations.select_related("user").prefetch_related(
        Prefetch("user__memberships", memberships)
    )


def _columns(event):
    rule = _("Chatham House Rule: at the door only; never pass on who comes.")
    mark = [Column(MARK, lambda _row: rule)] if event.hides_participants else []
    return [
        *mark,
        Column("number", lambda row: row.number),
        Column("state", lambda row: row.get_state_display()),
        Column("name", lambda row: row.user.name if row.user else row.name),
        Column("organisation", _organisation),
        Column("email", lambda row: row.mailbox),
        Column("attendance", lambda row: row.get_attendance_display()),
    ]


def _organisation(row):
    """Return the authorities of an official; of anybody else the portal does not ask it."""
    return [one.authority for one in row.user.memberships.all()] if row.user else []
