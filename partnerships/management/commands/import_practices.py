from partnerships.spreadsheets.practices import PracticeSheet

from ._imports import ImportCommand


class Command(ImportCommand):
    help = "Import practices from a CSV file; run twice, nothing changes."
    sheet = PracticeSheet
    file_name = "practices.csv"
