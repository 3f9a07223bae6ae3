"""Monthly goals of a bus operator: fuel, tyres and parts (seed 003)."""
