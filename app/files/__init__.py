"""All that touches a disk: importing, the project file and its schema."""
