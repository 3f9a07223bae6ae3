"""Independent recalculation of the bus subsidy; its rooms are built with that area."""
