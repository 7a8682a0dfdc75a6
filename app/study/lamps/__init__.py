"""Light: lamps as files and sketches give them, lux on streets and windows, dark places, in figures and words."""
