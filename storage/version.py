"""Which program this is: printed on papers, kept with each run."""

VERSION = "0.1.0"
GRAMMAR = "1"
