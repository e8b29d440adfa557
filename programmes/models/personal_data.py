"""What programmes hold of persons, table by table; see partnerships/models/personal_data.py."""

from partnerships.models.personal_data import stamped

PERSONAL = {
    "programmes.Call": stamped("moved_by"),
    "programmes.CallExtension": stamped("extended_by"),
    "programmes.Enrolment": stamped("decided_by", "submitted_by"),
    "programmes.EnrolmentMove": stamped("moved_by"),
    "programmes.Programme": stamped("moved_by"),
    "programmes.Score": stamped("scored_by"),
}

NOT_PERSONAL = {}
