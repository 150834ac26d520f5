#!/usr/bin/env python3
"""Leaves a record of exactly when this attempt ran, so that check_witness.py can tell whether two overlapped.

Each attempt writes a file of its own into the shared directory: one line for the start, then one beat every
5 ms, each by one unbuffered write, so that a SIGKILL loses nothing that was said. Times are CLOCK_MONOTONIC,
which all processes of one machine share, and the wall clock, for attempts on different machines.

    start NAME TOKEN PID MONOTONIC_NS WALL_NS BOOT_ID HOST
    beat MONOTONIC_NS WALL_NS
    end MONOTONIC_NS WALL_NS REASON

The start line is also appended to `starts.log`, where the order of the attempts can be read at a glance.
"""

import argparse
import os
import re
import select
import signal
import sys
import time


def boot_id():
    """Tells which monotonic clock the times are of: this boot's, in this time namespace."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            boot = file.read().strip()
    except OSError:
        boot = os.uname().nodename
    try:
        namespace = re.sub(r"[^0-9]", "", os.readlink("/proc/self/ns/time"))
    except OSError:
        namespace = "0"
    return f"{boot}/{namespace}"


def word(text):
    """The text as one word, since lines are split at blanks."""
    return re.sub(r"[^A-Za-z0-9_.-]", "_", text) or "_"


def witness(arguments):
    reader, writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    reasons = []
    signal.set_wakeup_fd(writer)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _: reasons.append(signal.Signals(received).name))

    os.makedirs(arguments.directory, exist_ok=True)
    name, token, pid = word(arguments.name), word(arguments.token), os.getpid()
    mode = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
    started = time.monotonic_ns()
    line = f"start {name} {token} {pid} {started} {time.time_ns()} {boot_id()} {word(os.uname().nodename)}\n".encode()
    path = os.path.join(arguments.directory, f"{name}.{token}.{pid}.{started}.witness")
    own = os.open(path, mode | os.O_EXCL, 0o644)
    os.write(own, line)
    common = os.open(os.path.join(arguments.directory, "starts.log"), mode, 0o666)
    os.write(common, line)
    os.close(common)
    print(line.decode().rstrip(), flush=True)

    interval = max(1, round(arguments.interval_ms * 1e6))
    finish = started + round(arguments.seconds * 1e9) if arguments.seconds is not None else None
    due = started
    while not reasons:
        now = time.monotonic_ns()
        os.write(own, f"beat {now} {time.time_ns()}\n".encode())
        if finish is not None and now >= finish:
            reasons.append("done")
            break
        # After a freeze the missed beats are not made up for: the gap is what shall be seen.
        due = max(due + interval, now)
        select.select([reader], [], [], max(0, due - time.monotonic_ns()) / 1e9)
    os.write(own, f"end {time.monotonic_ns()} {time.time_ns()} {reasons[0]}\n".encode())
    print(f"end {reasons[0]}", flush=True)
    return 0 if reasons[0] == "done" else 143


def parse(arguments):
    parser = argparse.ArgumentParser(description="Record when this attempt ran.")
    parser.add_argument("--directory", required=True, help="the shared directory of records")
    parser.add_argument("--name", default="witness", help="attempts of the same name must not overlap")
    parser.add_argument("--token", default=os.environ.get("MUSTER_TOKEN", "0.0"), help="the fencing token")
    parser.add_argument("--interval-ms", type=float, default=5.0)
    parser.add_argument("--seconds", type=float, help="end by itself after this long (default: run until stopped)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    try:
        sys.exit(witness(parse(sys.argv[1:])))
    except OSError as error:
        print(f"error: {error.filename or 'a file'}: {error.strerror}", flush=True)
        sys.exit(1)
