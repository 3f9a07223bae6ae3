"""Screens of the area Subsídios: the audits of this machine, and the pages of the one that is open."""
