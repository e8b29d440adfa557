"""Reading and writing the register as spreadsheets: the reference files and those of staff.

One path serves the import commands and the admin: preview, reasons per row, one transaction.
"""
