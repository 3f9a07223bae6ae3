"""The screens of the area Subsídios."""
