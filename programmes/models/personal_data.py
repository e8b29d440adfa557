"""What programmes hold of persons, table by table; see partnerships/models/personal_data.py."""

from partnerships.models.personal_data import stamped

PERSONAL = {
    "programmes.NeedMatch": stamped("by"),
    "programmes.Programme": stamped("moved_by"),
    "programmes.Survey": stamped("moved_by"),
    "programmes.SurveyResponse": stamped("submitted_by"),
}

NOT_PERSONAL = {}
