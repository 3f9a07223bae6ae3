"""Words and numbers as people read them: one formatter for every screen, paper, workbook and command."""
