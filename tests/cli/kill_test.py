#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Kills the program at random moments and lets it go on: the file must be that of an undisturbed run.

usage: kill_test.py PROGRAM SOURCE_FOLDER KILL_AT_LIBRARY [TRIALS [SEED]]

Half of the kills come after a random time, half at a random call of one kind (write, sync, rename, remove), so that
the joining and the clean-up behind the last rename have their share. A third of the runs that go on are killed
again. Prints what the kills met; the SEED that it prints repeats the choices.
"""
import collections
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM, SOURCE, LIBRARY = sys.argv[1:4]
TRIALS = int(sys.argv[4]) if len(sys.argv) > 4 else 30
SEED = int(sys.argv[5]) if len(sys.argv) > 5 else int.from_bytes(os.urandom(4), "little")

SCENARIO = ("waterbed: 1\nextends: no_deterrence.yaml\nweeks: 26\nreplicates: 60\n"
            "measures: {tightened: {from: 2000-02-07}}\n")
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Desk:
    """A folder with a scenario and the result of an undisturbed run."""

    def __init__(self, folder):
        self.folder = Path(folder)
        lab = (Path(SOURCE) / "scenarios/lab/no_deterrence.yaml").read_text(encoding="utf-8")
        (self.folder / "no_deterrence.yaml").write_text(lab, encoding="utf-8")
        (self.folder / "small.yaml").write_text(SCENARIO, encoding="utf-8")
        # LD_PRELOAD takes blanks for the end of a name, so it gets one that begins here.
        shutil.copy(LIBRARY, self.folder / "kill_at.so")
        begin = time.monotonic()
        self.start("whole.h5", WATERBED_KILL_COUNTS=str(self.folder / "counts")).wait()
        self.seconds = time.monotonic() - begin
        self.whole = (self.folder / "whole.h5").read_bytes()
        self.start("few.h5", "--replicates", "20").wait()
        self.start("other.h5", "--seed", "2").wait()
        lines = (self.folder / "counts").read_text(encoding="ascii").split("\n")
        self.counts = {line.split()[0]: int(line.split()[1]) for line in lines if line}
        assert min(self.counts.values()) > 3, self.counts

    def start(self, output, *words, **environment):
        # The address sanitizer wants to be the first library, and need not be.
        asan = os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
        return subprocess.Popen([PROGRAM, "run", "small.yaml", "-o", output, "--no-timing", "--quiet", *words],
                                cwd=self.folder, **QUIET,
                                env={**os.environ, "LD_PRELOAD": "./kill_at.so", "ASAN_OPTIONS": asan, **environment})

    def run_and_kill(self, luck, *words):
        """Runs and kills; returns how."""
        if luck.random() < 0.5:
            process = self.start("r.h5", *words)
            try:
                process.wait(luck.uniform(0, 1.1 * self.seconds))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            how = "time"
        else:
            how = luck.choice(list(self.counts))
            at = luck.randint(1, self.counts[how])
            process = self.start("r.h5", *words, WATERBED_KILL_AT=f"{how}:{at}")
        return how if process.wait() == -signal.SIGKILL else "none"

    def state(self, task):
        has_blocks = (self.folder / ".r.h5.blocks").exists()
        has_result = (self.folder / "r.h5").exists() and (self.folder / "r.h5").read_bytes() == self.whole
        if has_result:
            return "in the clean-up" if has_blocks else "finished"
        if (self.folder / ".r.h5.blocks/result.tmp").exists():
            return "in the join"
        return "in the run" if has_blocks else "before the first block"

    def prepare(self, task):
        """What stands in the place of the result before: nothing, fewer replicates, another scenario."""
        (self.folder / "r.h5").unlink(missing_ok=True)
        older = {"extend": "few.h5", "replace": "other.h5"}.get(task)
        if older:
            (self.folder / "r.h5").write_bytes((self.folder / older).read_bytes())

    def how_to_go_on(self, task):
        """A command that was to replace a file and was killed before it began is given again as it was."""
        has_begun = (self.folder / ".r.h5.blocks/question").exists()
        is_finished = (self.folder / "r.h5").exists() and (self.folder / "r.h5").read_bytes() == self.whole
        return [] if task == "replace" and not has_begun and not is_finished else ["--resume"]


def trial(desk, luck, met):
    task = luck.choice(["begin", "extend", "replace"])
    desk.prepare(task)
    met[desk.run_and_kill(luck, *(["--resume"] if task == "extend" else [])), desk.state(task)] += 1
    while luck.random() < 1 / 3:
        met[desk.run_and_kill(luck, *desk.how_to_go_on(task)), desk.state(task)] += 1
    code = desk.start("r.h5", *desk.how_to_go_on(task)).wait()
    left = sorted(path.name for path in desk.folder.iterdir() if "r.h5" in path.name and path.name != "other.h5")
    assert code == 0, f"{task}: it ended with {code}"
    assert left == ["r.h5"], left
    assert (desk.folder / "r.h5").read_bytes() == desk.whole, f"{task}: the files differ"


def main():
    luck = random.Random(SEED)
    met = collections.Counter()
    with tempfile.TemporaryDirectory(prefix="kill ") as folder:
        desk = Desk(folder)
        for number in range(TRIALS):
            try:
                trial(desk, luck, met)
            except AssertionError as problem:
                print(f"trial {number} of seed {SEED}: {problem}; {dict(met)}")
                return 1
    for (how, state), count in sorted(met.items()):
        print(f"{count:5} killed by {how:8} {state}" if how != "none" else f"{count:5} not killed      {state}")
    killed = sum(count for (how, _), count in met.items() if how != "none")
    if TRIALS >= 100 and not all(any(state == one for _, state in met) for one in ("in the join", "in the clean-up")):
        print("no kill met the join or the clean-up")
        return 1
    print(f"{TRIALS} trials, {killed} kills, seed {SEED}: all files equal")
    return 0


sys.exit(main())
