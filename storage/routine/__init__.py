"""The routine of the month as it is kept: ticks, recalculations, limits, contacts, what was purged."""
