"""A customer's own spreadsheet against a run: where each number departs, and which known slip reproduces it."""
