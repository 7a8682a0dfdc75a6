"""How layers look: the page that changes it, colours and classes, looks kept under a name, other people's eyes."""
