"""The share of each topic in a paper: estimated from what a model says, with what that leaves open."""
