"""Writers of paper, workbook and CSV, and readers of the hash they carry."""
