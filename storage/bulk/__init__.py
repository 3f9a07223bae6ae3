"""Millions of rows: the walled DuckDB session the steps run in, and what goes in and comes out of it."""
