"""The sample company: four bus sectors in Brasília with sixteen months of ERP, made by rule from a fixed seed."""
