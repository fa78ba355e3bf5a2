"""What is configured, reachable, loaded and stale; looking changes nothing, and no fault is a traceback."""
