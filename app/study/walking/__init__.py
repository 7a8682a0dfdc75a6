"""What is walked to: devices and their hours, the ways there, minutes and metres, lockers."""
