# SPDX-License-Identifier: Apache-2.0
"""The configuration of a Slurm on one machine, and ports for it that no other one takes."""

import os
import pwd
import random
import socket

PORTS_FROM = 20000  # below the ports that Linux gives to outgoing connections
PORTS_A_BLOCK = 64
BLOCKS = 180


class PortBlock:
    """Free neighbouring ports of this machine. An abstract socket keeps others of this class off them, also while a
    daemon that was killed is not running."""

    def __init__(self, count: int):
        if count > PORTS_A_BLOCK:
            raise ValueError(f"at most {PORTS_A_BLOCK} ports, not {count}")
        for block in random.sample(range(BLOCKS), BLOCKS):
            self.first = PORTS_FROM + block * PORTS_A_BLOCK
            self._lock = _locked(block)
            if self._lock and all(_is_free(self.first + i) for i in range(count)):
                return
            self.release()
        raise OSError("no free ports for a Slurm")

    def release(self):
        if self._lock:
            self._lock.close()
            self._lock = None


def _locked(block: int):
    lock = socket.socket(socket.AF_UNIX)
    try:
        lock.bind(f"\0one_box_slurm.{block}")
        return lock
    except OSError:
        lock.close()
        return None


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
            return True
        except OSError:
            return False


def host_name() -> str:
    return socket.gethostname().split(".")[0]


def user_name() -> str:
    return pwd.getpwuid(os.geteuid()).pw_name


def config_text(home: str, port: int, nodes: int, cpus: int, options: dict, accounting: bool) -> str:
    """The slurm.conf. An option of the caller's replaces a line, or removes it if it is None."""
    lines = {**_where(home, port), **BEHAVIOUR}
    if accounting:
        lines |= {"JobCompType": "jobcomp/filetxt", "JobCompLoc": f"{home}/log/jobcomp.txt"}
    lines |= options
    text = "".join(f"{key}={value}\n" for key, value in lines.items() if value is not None)
    return (text + f"NodeName=n[1-{nodes}] NodeHostname={host_name()} NodeAddr=127.0.0.1"
            f" Port=[{port + 1}-{port + nodes}] CPUs={cpus} RealMemory=64000 State=UNKNOWN\n" + PARTITIONS)


def _where(home: str, port: int) -> dict:
    return {
        "ClusterName": "onebox",
        "SlurmctldHost": f"{host_name()}(127.0.0.1)",
        "SlurmctldPort": port,
        "SlurmUser": user_name(),
        "SlurmdUser": user_name(),
        # cred_expire is also how long a task that was put back waits before it starts again.
        "AuthInfo": f"socket={home}/munge/socket,cred_expire=5",
        "StateSaveLocation": f"{home}/state",
        "SlurmdSpoolDir": f"{home}/spool/%n",
        "SlurmctldPidFile": f"{home}/run/slurmctld.pid",
        "SlurmdPidFile": f"{home}/run/slurmd.%n.pid",
        "SlurmctldLogFile": f"{home}/log/slurmctld.log",
        "SlurmdLogFile": f"{home}/log/slurmd.%n.log",
    }


# No cgroups and no database; nodes may claim more processors than there are.
BEHAVIOUR = {
    "AuthType": "auth/munge",
    "CredType": "cred/munge",
    "ProctrackType": "proctrack/linuxproc",
    "TaskPlugin": "task/none",
    "JobAcctGatherType": "jobacct_gather/none",
    "MpiDefault": "none",
    "SwitchType": "switch/none",
    "AccountingStorageType": "accounting_storage/none",
    "SelectType": "select/cons_tres",
    "SelectTypeParameters": "CR_CPU",
    "SchedulerType": "sched/backfill",
    "SchedulerParameters": "batch_sched_delay=0,sched_min_interval=0,bf_interval=1,sched_interval=2",
    "PreemptType": "preempt/partition_prio",
    "PreemptMode": "REQUEUE",
    "MaxArraySize": 10001,
    "MinJobAge": 3600,
    "KillWait": 5,
    "OverTimeLimit": 0,
    "JobRequeue": 1,
    "ReturnToService": 2,
    "SlurmdTimeout": 10,
    "SlurmctldTimeout": 10,
    "InactiveLimit": 0,
    "SlurmdParameters": "config_overrides",
}

PARTITIONS = """\
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP PriorityTier=1 PreemptMode=REQUEUE GraceTime=3
PartitionName=short Nodes=ALL MaxTime=1 State=UP PriorityTier=1 PreemptMode=OFF
PartitionName=urgent Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=10 PreemptMode=OFF
"""
