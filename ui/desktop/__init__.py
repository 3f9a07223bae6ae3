"""The desktop face, in Qt Widgets."""
