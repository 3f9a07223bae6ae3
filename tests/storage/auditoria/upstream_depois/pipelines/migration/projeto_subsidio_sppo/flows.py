"""Invented flow of the settlement."""

HORA = 9  # every day


def agenda() -> str:
    return f"every day at {HORA}:05"
