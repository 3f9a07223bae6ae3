"""Everything that outlives the process or lies outside it."""
