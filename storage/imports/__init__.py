"""Files brought in from outside: read with limits, checked whole, taken whole or not at all."""
