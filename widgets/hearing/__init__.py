"""The hall: a second window with large letters, its steps, and the panel on the laptop that leads through them."""
