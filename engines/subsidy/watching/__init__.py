"""Watching the source: what changed between two versions of it, which of our rules that touches, the money to ask for."""
