"""What screens say and do, without widgets."""
