"""Workspaces: months carried in files of their own, and what left this machine."""
