"""Settings: from the environment, then from a mapping such as Streamlit's secrets, then defaults."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from core.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
CHALLENGER = ROOT / "build" / "challenger"
"""Folder that a training writes to by default."""


class Settings(BaseSettings):
    """All settings; each is read from the variable `BROADSHEET_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="BROADSHEET_", extra="ignore", frozen=True)

    allow_loopback: bool = Field(
        False, description="Allow connections to this machine (127.0.0.0/8 and ::1), for tests."
    )
    catalogue: Path = Field(ROOT / "newspapers.toml", description="File of the newspapers to offer.")
    artifacts: Path = Field(ROOT / "artifacts", description="Folder of models, manifest and sample edition.")
    model: str = Field("current", description="Name of the model that classifies.")
    open: Literal["read", "last", "ask"] = Field(
        "read",
        description="What Front pages shows when it opens: the newest edition known here, or a reading that begins by "
        "itself (read); the newest edition only (last); the choice of papers (ask).",
    )
    edition_minutes: float = Field(15, gt=0, le=1440, description="Minutes a fresh edition is reused.")
    parallel_papers: int = Field(40, ge=1, le=100, description="Newspapers read at the same time.")
    cache: Path | None = Field(None, description="Folder of the HTTP cache (200 MB at most).")
    cache_minutes: float = Field(
        15,
        ge=0,
        le=1440,
        description="Minutes an article is served from cache unless its feed reports a change or its server sends no "
        "caching headers; 0 turns the cache off.",
    )
    extract_workers: int = Field(2, ge=1, le=16, description="Processes that extract articles from pages.")
    extract_seconds: float = Field(
        10, gt=0, le=120, description="Seconds one page may take before its worker is killed."
    )
    warm_up: bool = Field(
        True, description="Load the model and start the workers with the first page rather than with the first reading."
    )
    data: Path = Field(ROOT / "data", description="Folder of the archive if no database is named.")
    database_url: SecretStr | None = Field(
        None, description="Database of the archive, such as postgresql://user:password@host/name."
    )
    months: Path | None = Field(
        None,
        description="Folder of the months that were compacted, which all servers of one database must share; "
        "default: months in the folder of the archive.",
    )
    keep_text: Literal["full", "lead", "none"] = Field(
        "lead", description="How much of an article's text the archive stores: full, lead (120 words) or none."
    )
    keep_days: int = Field(0, ge=0, description="Days after which the archive deletes an article; 0: never.")
    keep_mb: int = Field(0, ge=0, description="Maximum archive size in MB; the oldest articles go first. 0: no limit.")
    log: Literal["json", "text", "off"] = Field(
        "json",
        description="How the app logs each reading on stderr: a line of JSON (json), a sentence (text) or nothing "
        "(off). The command read logs where this is set.",
    )
    admin_key: SecretStr | None = Field(
        None,
        description="Admin key for reviewing corrections and sharing newspapers with all visitors. Unset: disabled.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Prefer the environment to the mapping."""
        return env_settings, init_settings


def load_settings(mapping: Mapping[str, Any] | None = None) -> Settings:
    """Load settings from the environment, then `mapping` (keys in any case, prefix optional), then defaults.

    Raises
    ------
    SettingsError
        If a value cannot be used; the message names the setting.
    """
    values = {str(key).lower().removeprefix("broadsheet_"): value for key, value in (mapping or {}).items()}
    try:
        return Settings(**values)
    except ValidationError as problem:
        first = problem.errors()[0]
        name = "BROADSHEET_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"The setting {name} cannot be used: {first['msg']}.") from problem
