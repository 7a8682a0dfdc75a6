"""Sketching: what can be placed, the chosen thing with its values, and how figures follow the hand."""
