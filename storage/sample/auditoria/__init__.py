"""The sample audit: a small city week of the bus subsidy, invented, with faults planted in it and in what was paid."""
