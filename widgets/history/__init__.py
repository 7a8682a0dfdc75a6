"""The history: what was done, what was undone, and the way to any step of it."""
