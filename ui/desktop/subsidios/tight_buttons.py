"""Buttons in the header of a card that keep only their icon where there is no room for their words."""

from PySide6.QtWidgets import QPushButton


class TightButtons:
    """Some buttons with icons; the words they lose stay as tooltip and as the name a screen reader says."""

    def __init__(self, *made: QPushButton) -> None:
        """The buttons, with their words as they are now."""
        self._words = tuple((button, button.text()) for button in made)
        for button, words in self._words:
            button.setAccessibleName(words)

    def set_tight(self, tight: bool) -> None:
        """Icons alone, or icons and words."""
        for button, words in self._words:
            button.setText("" if tight else words)
            button.setToolTip(words if tight else "")
