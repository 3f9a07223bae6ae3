"""Monthly goals, one function per intention: read, check, calculate, explain, decide, publish, undo, print."""
