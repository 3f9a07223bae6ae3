"""Papers from a run: one narration of figures, the transparency report and the workbook; no Qt."""
