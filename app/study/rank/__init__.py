"""The score, last of all, and what would move it."""
