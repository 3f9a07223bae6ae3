"""Prudential monitoring of an energy agent; its rooms are built with that area."""
