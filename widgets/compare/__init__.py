"""Comparing what exists with scenarios: two maps in one, figures, changes, cost and phasing."""
