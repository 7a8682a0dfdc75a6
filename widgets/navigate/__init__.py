"""Moving about the map and reading it: back and forward, saved places, overview, coordinates, scale, measuring, the window's layout."""
