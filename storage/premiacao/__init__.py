"""The bonus system's side: doors through which published goals leave, what left, and what was answered."""
