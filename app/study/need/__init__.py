"""Who and what depends on a street: people before their homes, crime, complaints, walkers."""
