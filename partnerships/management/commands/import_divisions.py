from partnerships.spreadsheets.places import DivisionSheet

from ._imports import ImportCommand


class Command(ImportCommand):
    help = "Import divisions from a CSV file; run twice, nothing changes."
    sheet = DivisionSheet
    file_name = "chinese_divisions.csv"
