"""How the neutral document becomes ink: styles, furniture of the page, tables, boxes and drawings."""
