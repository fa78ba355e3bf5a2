from tests.topics.conftest import artifacts, tiny, tiny_pipeline  # noqa: F401  (fixtures)
