"""Each setting: its value, where it comes from, and whether it can be used. Secrets are never shown."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from core.serving.health.findings import Area, Finding, State
from core.settings import ROOT, Settings

PREFIX = "BROADSHEET_"
SECRETS = Path(".streamlit") / "secrets.toml"
OF_TESTS = ("BROADSHEET_NEED_POSTGRESQL", "BROADSHEET_NEED_PROXY")
"""Variables that are no settings, and known."""


@dataclass(frozen=True)
class Configuration:
    """The settings as the app would load them; those that cannot be used have their defaults.

    Attributes
    ----------
    settings : Settings
        What can be used.
    findings : list of Finding
        A line for each setting, and for what is no setting.
    """

    settings: Settings
    findings: list[Finding] = field(default_factory=list)


class _Given(Settings):
    """Settings from what is handed over alone."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Leave the environment out: it has been read."""
        return (init_settings,)


def look_at_settings(environment: Mapping[str, str] | None = None, root: Path = ROOT) -> Configuration:
    """Read the settings as the app does, and say of each where it comes from."""
    environment = os.environ if environment is None else environment
    files, broken = _read_secrets(root)
    sources = [("environment", _ours(environment)), *((str(path), _ours(values)) for path, values in files)]
    raw: dict[str, tuple[Any, str]] = {}
    for source, values in sources:
        for name, value in values.items():
            raw.setdefault(name, (value, source))
    settings, problems = _load({name: value for name, (value, _) in raw.items() if name in Settings.model_fields})
    findings = [_line(name, settings, raw.get(name), problems.get(name)) for name in Settings.model_fields]
    findings += [_unknown(name, raw[name][1]) for name in raw if name not in Settings.model_fields]
    return Configuration(settings, [*broken, *findings])


def _ours(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name.upper().removeprefix(PREFIX).lower(): value
        for name, value in values.items()
        if name.upper().startswith(PREFIX) and name.upper() not in OF_TESTS
    }


def _read_secrets(root: Path) -> tuple[list[tuple[Path, dict[str, Any]]], list[Finding]]:
    """Read Streamlit's files of secrets: the project's wins over the user's."""
    files, broken = [], []
    for path in (root / SECRETS, Path("~").expanduser() / SECRETS):
        try:
            files.append((path, tomllib.loads(path.read_text(encoding="utf-8"))))
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as problem:
            # Neither the line nor the value is shown: it may be a secret.
            says = f"The file cannot be read ({type(problem).__name__})."
            broken.append(Finding(Area.CONFIGURED, str(path), State.PROBLEM, says, "Correct it: it must be TOML."))
    return files, broken


def _load(values: dict[str, Any]) -> tuple[Settings, dict[str, str]]:
    """Make settings of all values that can be used; for the others, say why not."""
    try:
        return _Given(**values), {}
    except ValidationError as problem:
        problems = {str(error["loc"][0]): error["msg"] for error in problem.errors()}
    return _Given(**{name: value for name, value in values.items() if name not in problems}), problems


def _line(name: str, settings: Settings, given: tuple[Any, str] | None, problem: str | None) -> Finding:
    subject = PREFIX + name.upper()
    source = given[1] if given else "default"
    if problem is not None:
        shown = "" if _is_secret(name) or given is None else f"{given[0]!r} "
        advice = f"Change it, or remove it. {Settings.model_fields[name].description}"
        return Finding(Area.CONFIGURED, subject, State.PROBLEM, f"{shown}cannot be used ({source}): {problem}.", advice)
    return Finding(Area.CONFIGURED, subject, State.OK, f"{_shown(getattr(settings, name))} ({source})")


def _is_secret(name: str) -> bool:
    return "SecretStr" in str(Settings.model_fields[name].annotation)


def _shown(value: Any) -> str:
    if isinstance(value, SecretStr):
        return "set, not shown" if value.get_secret_value() else "empty"
    if isinstance(value, bool):
        return "on" if value else "off"
    return "not set" if value is None else str(value)


def _unknown(name: str, source: str) -> Finding:
    near = difflib.get_close_matches(name, Settings.model_fields, n=1)
    advice = f"Did you mean {PREFIX}{near[0].upper()}?" if near else "Remove it; docs/reference.md lists all settings."
    return Finding(
        Area.CONFIGURED, PREFIX + name.upper(), State.PROBLEM, f"There is no such setting ({source}).", advice
    )
