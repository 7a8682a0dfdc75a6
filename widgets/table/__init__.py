"""Choosing many things and reading them: the set that is chosen, the table of a layer, what stands at a spot."""
