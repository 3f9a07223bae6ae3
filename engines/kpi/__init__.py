"""KPIs: formulas of the one language over tables and named values."""
