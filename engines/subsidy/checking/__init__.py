"""Standing checks of the audit: each one a question in SQL over the relations of a calculated workspace."""
