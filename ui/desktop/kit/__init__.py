"""The parts every screen is made of: tokens, theme, table of figures, small widgets, dock, wizard and charts."""
