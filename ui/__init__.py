"""Faces, strangers to each other: desktop, terminal and, later, http."""
