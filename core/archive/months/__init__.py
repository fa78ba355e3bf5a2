"""Compacted months: articles that were moved out of the tables into files, and that every query still finds."""
