"""The page "Planilha e premiação": the company's own spreadsheet compared, and the bonus system."""
