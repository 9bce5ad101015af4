#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The processes of one Slurm among all of the machine, and their end.

usage: slurm_processes.py HOME waits for the end of its standard input, then ends all of this Slurm and
removes the link HOME. So nothing stays when the program that started the Slurm is killed.
"""

import os
import signal
import sys
import time
from typing import NamedTuple

DAEMONS = ("munged", "slurmctld", "slurmd", "slurmstepd")


class Process(NamedTuple):
    pid: int
    parent: int
    name: str


def living() -> dict[int, Process]:
    """All processes of the machine but zombies, by id."""
    found = {}
    for entry in os.listdir("/proc"):
        process = _read(int(entry)) if entry.isdigit() else None
        if process:
            found[process.pid] = process
    return found


def _read(pid: int) -> Process | None:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            before, _, after = file.read().rpartition(")")
    except OSError:
        return None
    state, parent = after.split()[:2]
    return None if state in "ZX" else Process(pid, int(parent), before.partition("(")[2])


def environment(pid: int) -> dict[str, str]:
    """What the process was started with; empty if it is gone or another user's."""
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            words = file.read().split(b"\0")
    except OSError:
        return {}
    pairs = (os.fsdecode(word).partition("=") for word in words if b"=" in word)
    return {key: value for key, _, value in pairs}


def of_slurm(home: str) -> list[Process]:
    """The daemons of the Slurm at home, its steps, its jobs and all that lives under them; never this process."""
    everything = living()
    found = {pid for pid, process in everything.items() if _belongs(process, home)}
    while more := {pid for pid, process in everything.items() if process.parent in found} - found:
        found |= more
    return [everything[pid] for pid in found if pid != os.getpid()]


def _belongs(process: Process, home: str) -> bool:
    """The configuration alone does not tell: whoever talks to this Slurm has it in the environment, too."""
    variables = environment(process.pid)
    return variables.get("SLURM_CONF") == configuration(home) and (
        process.name in DAEMONS or "SLURM_JOB_ID" in variables)


def configuration(home: str) -> str:
    return f"{home}/slurm.conf"


def of_jobs(home: str) -> list[Process]:
    """Batch scripts and what they started."""
    return [process for process in of_slurm(home)
            if process.name != "slurmstepd" and "SLURM_JOB_ID" in environment(process.pid)]


def batch_shells(home: str) -> list[int]:
    stepping = {process.pid for process in of_slurm(home) if process.name == "slurmstepd"}
    return sorted(process.pid for process in of_jobs(home) if process.parent in stepping)


def has_ended(pid: int) -> bool:
    return _read(pid) is None


def send(pid: int, number: int):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def end_all(home: str, gently: float = 2):
    """Asks all of the Slurm at home to end, waits, and kills until nothing is left."""
    number, since = signal.SIGTERM, time.monotonic()
    asked = set()
    while left := of_slurm(home):
        if time.monotonic() - since > gently:
            number, asked = signal.SIGKILL, set()
        for process in left:
            if process.pid not in asked:
                send(process.pid, number)
        asked = {process.pid for process in left}
        time.sleep(0.05)


def remove_link(home: str):
    if os.path.islink(home):
        os.remove(home)


def main():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    home = sys.argv[1]
    sys.stdin.buffer.read()
    end_all(home)
    remove_link(home)


if __name__ == "__main__":
    main()
