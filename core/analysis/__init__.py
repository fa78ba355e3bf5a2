"""Pure functions on frames: how papers divide their attention, and how they differ."""
