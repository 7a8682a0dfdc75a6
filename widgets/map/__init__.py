"""The map one sees and touches: painter, tiles, canvas, gestures, signs, names, legend."""
