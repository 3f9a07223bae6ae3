"""Rooms of the workbook writer; openpyxl is imported inside functions only, start-up must not carry it."""
