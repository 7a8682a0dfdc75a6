"""What cameras see: sites, lenses, what stands in the way, by day and by night; a camera's card, field checks, windows, area."""
