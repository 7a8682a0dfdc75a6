"""School zones and safe-return routes one by one."""
