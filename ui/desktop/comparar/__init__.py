"""The page that compares two calculations: what differs, why, and the way from one to the other."""
