"""The month run by the keyboard alone, and what every page of the real window owes."""
