"""An audit's tables and workspace: what is brought in, checked and kept."""
