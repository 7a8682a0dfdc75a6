"""All that leaves the house: report, web map, tables, and the gate that keeps private things in."""
