#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""usage: tests/bench/start.py [--rounds N] [--build FOLDER] [SCENARIO]

How long `waterbed run` takes until its first week is run, in milliseconds since the process was asked for. A process a
round, so that only the disk is warm."""

import argparse
import time
from pathlib import Path

import timing

STAGES = {
    "loaded_ms": "program and its libraries loaded",
    "read_ms": "scenario read and checked, world built",
    "ready_ms": "experiment made, store of results opened: ready for the first week",
    "first_week_ms": "first replicate begun, first week of its first arm run",
    "ready_cpu_ms": "ready for the first week, in processor time",
}


def measure(build: Path, scenario, rounds: int) -> list[dict]:
    """A row of milliseconds by stage for each round, each counted from the beginning of the process."""
    program = build / "tests/bench/start_bench"
    return [timing.rows(timing.run([program, scenario, time.monotonic_ns()]).output)[0] for _ in range(rounds)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--build", type=Path, default=timing.RELEASE)
    parser.add_argument("scenario", nargs="?", default=timing.SOURCE / "scenarios/north_sea.yaml")
    options = parser.parse_args()
    measured = measure(options.build, options.scenario, max(1, options.rounds))
    print(f"machine: {timing.machine()}")
    print(f"{len(measured)} rounds; median (smallest to largest) milliseconds until")
    for stage, meaning in STAGES.items():
        print(f"  {timing.Spread.of(row[stage] for row in measured).text():28} {meaning}")


if __name__ == "__main__":
    main()
