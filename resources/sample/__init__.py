"""The sample: a made-up district, and the seeded script that makes it. Nothing in it is a real place."""
