"""The room of exports: what is given away for other programs."""
