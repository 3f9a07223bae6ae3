"""Readiness for the real-time data of ANEEL; its rooms are built with that area."""
