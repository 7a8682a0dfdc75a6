"""What the study found: the district, gaps, why, zones and routes, the score, charts and assumptions."""
