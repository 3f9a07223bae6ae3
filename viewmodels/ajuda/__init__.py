"""Help as data: pages written by hand, and pages told from the sheet, the functions, the codes and the switches."""
