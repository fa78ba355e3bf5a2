"""What a reader takes away: tables, pictures and a whole comparison, each safe to open."""
