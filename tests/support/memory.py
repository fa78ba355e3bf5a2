"""Memory of a process and all its descendants."""

import os
from pathlib import Path


def memory_mb(pid: int | None = None) -> float:
    """MB of proportional set size: memory that processes share is counted once."""
    family = descendants(pid or os.getpid())
    return sum(pss_kb(member) for member in family) / 1024


def children_mb(pid: int | None = None) -> float:
    """The same, without the process itself."""
    own = pid or os.getpid()
    return sum(pss_kb(member) for member in descendants(own) - {own}) / 1024


def descendants(pid: int) -> set[int]:
    """This process and all that it began, directly or not."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def pss_kb(pid: int) -> int:
    """Proportional set size of one process in kB; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
