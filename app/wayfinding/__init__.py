"""Finding one's way on the map: where a spot is in the systems in use in Korea, how large the map is, how long and wide things are, and where one has been."""
