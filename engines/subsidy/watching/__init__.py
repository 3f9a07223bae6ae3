"""Watching the source: what changed between two versions of it, the rules that touches, the money to ask for."""
