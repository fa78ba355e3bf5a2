"""What Alembic runs: every migration on the connection that it was handed."""

from alembic import context

from core.archive.database.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=False,  # whoever opens the archive holds one transaction around all of it
)
context.run_migrations()
