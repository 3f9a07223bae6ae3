"""The main window: rail, header, content, dock and status line; it knows no area."""
