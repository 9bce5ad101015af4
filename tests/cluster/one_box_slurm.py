# SPDX-License-Identifier: Apache-2.0
"""A real Slurm on this machine, for tests: `with OneBoxSlurm(folder) as slurm: slurm.run("sbatch", ...)`.

It needs the packages slurm-wlm, slurm-client and munge (Debian 12), no systemd, no cgroups, no database and no root.
Traps: the controller saves its state every few seconds, so what was submitted just before kill_controller() is lost
(wait_saved() first); a task that was put back waits about 5 s before it starts again; ends of time limits and of the
grace before pre-emption are looked at every 30 s only; a node that was killed is down after 10 to 30 s.
"""

import atexit
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import slurm_config
import slurm_processes

FOLDERS = ("munge", "state", "spool", "run", "log")
CLIENT_VARIABLES = ("SLURM", "SBATCH", "SQUEUE", "SCANCEL", "SCONTROL", "SINFO", "SALLOC", "SRUN")
START_TRIES = 5
START_SECONDS = 20
SAVE_SECONDS = 6


class OneBoxSlurm:
    """Nodes n1, n2, ... and the partitions main (default), short (one minute at most) and urgent (puts tasks of main
    back). options are lines of slurm.conf; accounting writes a line for each ended job, for `sacct --completion`."""

    def __init__(self, folder, nodes=4, cpus=1, options=None, accounting=False):
        self.folder = Path(folder)
        self.nodes = [f"n{i + 1}" for i in range(nodes)]
        self._home = self._ports = self._watcher = self._previous_handler = None
        self._settings = (nodes, cpus, options or {}, accounting)
        self._daemons = {}
        self.env = {}

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        try:
            self._open_home()
            atexit.register(self.stop)
            self._stop_on_sigterm()
            for trial in range(START_TRIES):
                if self._try_start(last=trial == START_TRIES - 1):
                    return
        except BaseException:
            self.stop()
            raise

    def stop(self):
        """Ends everything that was started or runs under it; may be called again."""
        if self._home is None:
            return
        self._cancel_all()
        self._end_daemons()
        if self._watcher:
            self._watcher.stdin.close()
            self._watcher.wait()
        slurm_processes.remove_link(self._home)
        self._home = None
        atexit.unregister(self.stop)
        if self._previous_handler is not None:
            signal.signal(signal.SIGTERM, self._previous_handler)
            self._previous_handler = None

    def run(self, *command, **kwargs) -> subprocess.CompletedProcess:
        """Runs a command with the environment of this Slurm's clients."""
        kwargs = {"env": self.env, "text": True, "stdin": subprocess.DEVNULL, "timeout": 60, **kwargs}
        if not kwargs.get("capture_output"):
            kwargs = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **kwargs}
        return subprocess.run([str(word) for word in command], check=False, **kwargs)

    def kill_node(self, name: str):
        """Kills the slurmd of a node; its tasks live on, as on a cluster."""
        self._kill(name, "slurmd")

    def start_node(self, name: str, env=None, prefix=()):
        """prefix is a command that runs the slurmd, as ("faketime", "-f", "-2h")."""
        if name not in self.nodes:
            raise ValueError(f"no node {name}")
        self._launch(name, [*prefix, _program("slurmd"), "-D", "-N", name, "-f", self.env["SLURM_CONF"]], env)

    def kill_controller(self):
        self._kill("slurmctld", "slurmctld")

    def start_controller(self):
        """Returns when the controller answers."""
        self._launch("slurmctld", [_program("slurmctld"), "-D", "-f", self.env["SLURM_CONF"]])
        self.wait_until(self._answers, START_SECONDS, "the controller answers")

    def wait_saved(self):
        """Until the controller has surely saved what was submitted before."""
        time.sleep(SAVE_SECONDS)

    def wait_until(self, condition, seconds: float, what: str):
        """Polls the condition; what it waited for, the queue and the log are in the error. Returns its value."""
        end = time.monotonic() + seconds
        while not (value := condition()):
            if time.monotonic() > end:
                raise AssertionError(f"not within {seconds} s: {what}\n{self.state()}")
            time.sleep(0.1)
        return value

    def wait_idle(self, names=None, seconds: float = START_SECONDS):
        """Until these nodes, or all, are idle."""
        wanted = list(names or self.nodes)
        self.wait_until(lambda: self._are_idle(wanted), seconds, f"{' '.join(wanted)} idle")

    def node_states(self) -> dict[str, str]:
        """As sinfo tells them, with a * of a node that does not answer; empty if the controller is down."""
        lines = self._ask("sinfo", "--noheader", "--Node", "--partition=main", "--format=%N %T").splitlines()
        return dict(line.split() for line in lines)

    def states(self, job) -> dict[str, str]:
        """State by task (or by job without tasks), of ended ones too."""
        lines = self._ask("squeue", f"--jobs={job}", "--states=all", "--array", "--noheader", "--format=%i %T")
        return dict(line.split() for line in lines.splitlines())

    def state(self) -> str:
        """What a person would look at when a test fails."""
        queue = self._ask("squeue", "--states=all", "--array")
        log = self.folder / "log" / "slurmctld.log"
        lines = log.read_text(errors="replace").splitlines()[-30:] if log.exists() else []
        return "\n".join([queue, self._ask("sinfo", "--Node", "--long"), *lines])

    def batch_shells(self) -> list[int]:
        """Process ids of the batch scripts that run now."""
        return slurm_processes.batch_shells(self._home)

    def processes_of(self, job_task) -> list[int]:
        """All processes of a job (`JOB`, of an array all its tasks) or task (`JOB_TASK`), without slurmstepd."""
        return sorted(process.pid for process in slurm_processes.of_jobs(self._home)
                      if str(job_task) in _names(slurm_processes.environment(process.pid)))

    # ---- what lies below

    def _open_home(self):
        """Slurm takes no blanks in paths, and sockets no long ones: it sees the folder by a short plain link."""
        self.folder.mkdir(parents=True, exist_ok=True)
        home = f"/tmp/one_box_slurm.{secrets.token_hex(4)}"
        os.symlink(self.folder.resolve(), home)
        self._home = home
        foreign = {key: value for key, value in os.environ.items() if not key.startswith(CLIENT_VARIABLES)}
        self.env = {**foreign, "SLURM_CONF": slurm_processes.configuration(home)}
        self._watcher = subprocess.Popen([sys.executable, slurm_processes.__file__, home], stdin=subprocess.PIPE,
                                         start_new_session=True)

    def _try_start(self, last: bool) -> bool:
        """False if another program took a port in the meantime."""
        self._write_files()
        try:
            self._start_munge()
            self.start_controller()
            for name in self.nodes:
                self.start_node(name)
            self.wait_until(lambda: self._all_run() and self._are_idle(self.nodes), START_SECONDS, "all nodes idle")
        except AssertionError:
            if last or "Address already in use" not in self._output():
                raise
            self._end_daemons()
            return False
        return True

    def _write_files(self):
        for name in FOLDERS:
            shutil.rmtree(self.folder / name, ignore_errors=True)
            (self.folder / name).mkdir()
        for name in self.nodes:
            (self.folder / "spool" / name).mkdir()
        nodes, *_ = self._settings
        self._ports = slurm_config.PortBlock(nodes + 1)
        text = slurm_config.config_text(self._home, self._ports.first, *self._settings)
        (self.folder / "slurm.conf").write_text(text)
        key = self.folder / "munge" / "key"
        key.write_bytes(secrets.token_bytes(128))
        key.chmod(0o400)

    def _start_munge(self):
        """--force: it would refuse a folder that others cannot enter, as temporary ones are."""
        place = f"{self._home}/munge"
        self._launch("munged", [
            _program("munged"), "--foreground", "--force", "--num-threads=2", f"--socket={place}/socket",
            f"--key-file={place}/key", f"--seed-file={place}/seed", f"--pid-file={place}/pid"])
        self.wait_until(lambda: os.path.lexists(f"{place}/socket"), START_SECONDS, "munged listens")

    def _launch(self, name: str, command, env=None):
        if name in self._daemons and self._daemons[name].poll() is None:
            raise ValueError(f"{name} runs already")
        with open(self.folder / "log" / f"{name}.out", "ab") as output:
            self._daemons[name] = subprocess.Popen(
                [str(word) for word in command], env={**self.env, **(env or {})}, stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True)

    def _kill(self, name: str, program: str):
        """What was started may be a prefix that runs the program."""
        started = self._daemons[name]
        everything = slurm_processes.living()
        for process in everything.values():
            if process.name == program and started.pid in (process.pid, process.parent):
                slurm_processes.send(process.pid, signal.SIGKILL)
        started.wait(START_SECONDS)

    def _answers(self) -> bool:
        return self._all_run(["slurmctld"]) and self.run("scontrol", "ping").stdout.rstrip().endswith("UP")

    def _all_run(self, names=None) -> bool:
        """Does not let anyone wait for a daemon that has ended."""
        ended = [name for name in names or self._daemons if self._daemons[name].poll() is not None]
        if ended:
            raise AssertionError(f"{' '.join(ended)} ended\n{self._output()}")
        return True

    def _are_idle(self, names) -> bool:
        states = self.node_states()
        return all(states.get(name) == "idle" for name in names)

    def _ask(self, *command) -> str:
        """The output, empty if the controller is down: a client would try for long."""
        controller = self._daemons.get("slurmctld")
        if controller is None or controller.poll() is not None:
            return ""
        try:
            return self.run(*command, timeout=10).stdout
        except subprocess.TimeoutExpired:
            return ""

    def _output(self) -> str:
        return "".join(path.read_text(errors="replace") for path in sorted((self.folder / "log").glob("*.out")))

    def _cancel_all(self):
        self._ask("scancel", f"--user={slurm_config.user_name()}")
        end = time.monotonic() + 1
        while slurm_processes.of_jobs(self._home) and time.monotonic() < end:
            time.sleep(0.05)

    def _end_daemons(self):
        slurm_processes.end_all(self._home)
        for daemon in self._daemons.values():
            daemon.wait()
        self._daemons = {}
        if self._ports:
            self._ports.release()

    def _stop_on_sigterm(self):
        """Lets SIGTERM end the program by an exception, so that what is to be done at the end is done."""
        if threading.current_thread() is threading.main_thread() and (
                signal.getsignal(signal.SIGTERM) == signal.SIG_DFL):
            self._previous_handler = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


def _program(name: str) -> str:
    """Daemons lie where the search path of a user may not lead."""
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/local/sbin:/usr/sbin:/sbin")
    if not found:
        raise FileNotFoundError(f"{name} is missing: apt-get install slurm-wlm slurm-client munge")
    return found


def _names(variables: dict[str, str]) -> set[str]:
    array = variables.get("SLURM_ARRAY_JOB_ID")
    if array is None:
        return {variables["SLURM_JOB_ID"]}
    return {array, f"{array}_{variables['SLURM_ARRAY_TASK_ID']}"}
