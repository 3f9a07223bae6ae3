"""The neutral report: a document of blocks whose texts are already rendered, and its canonical bytes and hash."""
