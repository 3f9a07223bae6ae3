"""What can be done with the audit of a city's bus subsidy."""
