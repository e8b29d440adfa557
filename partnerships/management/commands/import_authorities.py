from partnerships.spreadsheets.places import AuthoritySheet

from ._imports import ImportCommand


class Command(ImportCommand):
    help = "Import authorities from a CSV file; run twice, nothing changes."
    sheet = AuthoritySheet
    file_name = "local_authorities.csv"
