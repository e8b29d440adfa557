"""What programmes hold of persons, table by table; see partnerships/models/personal_data.py."""

from partnerships.models.personal_data import stamped

PERSONAL = {
    "programmes.NewsItem": stamped("moved_by"),
    "programmes.Programme": stamped("moved_by"),
}

NOT_PERSONAL = {}
