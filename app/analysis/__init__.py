"""Kernels: arrays and frames in, values out; they know neither project, nor file, nor window."""
