from partnerships.spreadsheets.places import ThemeSheet

from ._imports import ImportCommand


class Command(ImportCommand):
    help = "Import themes from a CSV file; run twice, nothing changes."
    sheet = ThemeSheet
    file_name = "themes.csv"
