"""What was read, kept: SQLAlchemy on SQLite by default, on PostgreSQL by address. The only part of core that knows SQL.

Kept empty of imports: the first page shows before SQLAlchemy is loaded.
"""
