"""User intentions, one function each, registered once; without Qt."""
