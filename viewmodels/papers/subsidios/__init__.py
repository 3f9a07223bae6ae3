"""The report and the workbook of a subsidy audit, told from their figures."""
