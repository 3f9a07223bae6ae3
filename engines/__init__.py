"""Pure calculation: facts and rules in, figures and findings out."""
