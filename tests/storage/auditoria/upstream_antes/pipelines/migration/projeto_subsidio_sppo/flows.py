"""Invented flow of the settlement."""

HORA = 7  # every day


def agenda() -> str:
    return f"every day at {HORA}:05"
