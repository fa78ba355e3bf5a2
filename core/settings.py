"""What can be configured: the environment first, then a mapping handed in, then defaults."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from core.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
CHALLENGER = ROOT / "build" / "challenger"
"""Where a training writes unless it is told otherwise."""


class Settings(BaseSettings):
    """All settings; each is read from the variable `BROADSHEET_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="BROADSHEET_", extra="ignore", frozen=True)

    allow_loopback: bool = Field(False, description="Let the reader reach 127.0.0.0/8 and ::1. For tests.")
    catalogue: Path = Field(ROOT / "newspapers.toml", description="File of the newspapers to offer.")
    artifacts: Path = Field(ROOT / "artifacts", description="Folder of models, manifest and sample edition.")
    model: str = Field("current", description="Name of the model that classifies.")
    edition_minutes: float = Field(15, gt=0, le=1440, description="How long a fresh edition is reused, in minutes.")
    parallel_papers: int = Field(40, ge=1, le=100, description="Newspapers read at once.")
    cache: Path | None = Field(None, description="Folder of the HTTP cache; the user's cache folder without.")
    cache_minutes: float = Field(
        15,
        ge=0,
        le=1440,
        description="How long an article is not asked for again unless its feed says news; 0: no cache.",
    )
    extract_workers: int = Field(2, ge=1, le=16, description="Processes that take articles out of pages.")
    extract_seconds: float = Field(
        10, gt=0, le=120, description="Longest time for one page before its worker is ended."
    )
    warm_up: bool = Field(
        True, description="Load the model and start the processes behind the first page, not only to read."
    )
    data: Path = Field(ROOT / "data", description="Folder of the archive, where no database is named.")
    database_url: SecretStr | None = Field(
        None, description="Database of the archive, such as postgresql://user:password@host/name."
    )
    keep_text: Literal["full", "lead", "none"] = Field(
        "lead", description="How much of an article's text the archive keeps: full, lead (120 words) or none."
    )
    keep_days: int = Field(0, ge=0, description="Days after which the archive forgets an article; 0 is never.")
    keep_mb: int = Field(0, ge=0, description="Size from which the archive forgets its oldest articles; 0 is any size.")
    admin_key: SecretStr | None = Field(
        None,
        description="Key of whoever reviews corrections and keeps newspapers for everybody; nobody may without it.",
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
        """The environment wins over the mapping that was handed in."""
        return env_settings, init_settings


def load_settings(mapping: Mapping[str, Any] | None = None) -> Settings:
    """Settings from the environment, then `mapping` (keys without prefix, any case), then defaults.

    Raises
    ------
    SettingsError
        If a value cannot be used; the message names the setting.
    """
    given = {str(key).lower().removeprefix("broadsheet_"): value for key, value in (mapping or {}).items()}
    try:
        return Settings(**given)
    except ValidationError as problem:
        first = problem.errors()[0]
        name = "BROADSHEET_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"The setting {name} cannot be used: {first['msg']}.") from problem
