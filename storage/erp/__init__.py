"""ERP sources: the same statements against Oracle and against the sample company's SQLite."""
