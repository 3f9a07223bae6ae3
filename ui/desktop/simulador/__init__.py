"""The simulator's page: what would happen with other parameters and other days, before anything is written."""
