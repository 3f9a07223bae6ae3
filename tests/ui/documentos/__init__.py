"""The page Documentos and the window of a carried file."""
