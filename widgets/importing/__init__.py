"""Bringing files in: where they are dropped, how each was understood, what could not be used."""
