#!/usr/bin/env python3
"""Reads the records of witness.py and says whether two attempts of the same name ever ran at once.

An attempt is alive from a beat to the next, unless more than --max-gap-ms lie between them: then it was
frozen in between, and is split there. So a server that was stopped and woken late counts for what it did
after waking, and not for the time in which it could do nothing. What a woken attempt did before it died is
reported as "after waking": a lease bounds this and cannot make it zero, so --allow-after-waking-ms says how
much of it passes.

Exit code: 0 no overlap, 1 an overlap (or, with --expect, another number of attempts), 2 nothing to check.
"""

import argparse
import json
import os
import sys


class Attempt:
    """One attempt's record."""

    def __init__(self, path, max_gap_ns):
        self.path = path
        self.damaged = 0
        beats = []
        self.ended = None
        self.started = False
        with open(path, "rb") as file:
            lines = file.read().split(b"\n")
        # What follows the last line end was cut off by the attempt's death.
        for line in lines[:-1]:
            fields = line.decode("utf-8", "replace").split(" ")
            try:
                if fields[0] == "start" and len(fields) == 8:
                    self.name, self.token, self.pid = fields[1], fields[2], int(fields[3])
                    self.clock, self.host = fields[6], fields[7]
                    beats.append((int(fields[4]), int(fields[5])))
                    self.started = True
                elif fields[0] == "beat" and len(fields) == 3:
                    beats.append((int(fields[1]), int(fields[2])))
                elif fields[0] == "end" and len(fields) == 4:
                    beats.append((int(fields[1]), int(fields[2])))
                    self.ended = fields[3]
                else:
                    self.damaged += 1
            except ValueError:
                self.damaged += 1
        self.beats = len(beats)
        # Stretches of life, each as ((monotonic, wall) first, (monotonic, wall) last).
        self.stretches = []
        for beat in beats:
            if self.stretches and beat[0] - self.stretches[-1][1][0] <= max_gap_ns:
                self.stretches[-1][1] = beat
            else:
                self.stretches.append([beat, beat])

    def label(self):
        return f"{self.token} pid {self.pid} on {self.host}"

    @property
    def first(self):
        return self.stretches[0][0]

    @property
    def last(self):
        return self.stretches[-1][1]


def overlaps(one, other):
    """The stretches that two attempts share, as (nanoseconds, whether either was woken from a freeze before)."""
    clock = 0 if one.clock == other.clock else 1
    found = []
    for i, (first, last) in enumerate(one.stretches):
        for k, (other_first, other_last) in enumerate(other.stretches):
            start = max(first[clock], other_first[clock])
            end = min(last[clock], other_last[clock])
            if start <= end:
                found.append((end - start, i > 0 or k > 0))
    return found


def check(arguments):
    max_gap_ns = round(arguments.max_gap_ms * 1e6)
    result = {"attempts": [], "overlaps": [], "gaps": [], "unreadable": []}
    groups = {}
    for name in sorted(os.listdir(arguments.directory)):
        if not name.endswith(".witness"):
            continue
        attempt = Attempt(os.path.join(arguments.directory, name), max_gap_ns)
        if not attempt.started:
            result["unreadable"].append(name)
        elif arguments.name in (None, attempt.name):
            groups.setdefault(attempt.name, []).append(attempt)

    passed = True
    for name in sorted(groups):
        attempts = sorted(groups[name], key=lambda attempt: attempt.first[1])
        for attempt in attempts:
            frozen = [
                (after[0][0] - before[1][0]) / 1e6
                for before, after in zip(attempt.stretches, attempt.stretches[1:])
            ]
            woken = [(last[0] - first[0]) / 1e6 for first, last in attempt.stretches[1:]]
            result["attempts"].append({
                "name": name, "token": attempt.token, "pid": attempt.pid, "host": attempt.host,
                "beats": attempt.beats, "seconds": (attempt.last[0] - attempt.first[0]) / 1e9,
                "ended": attempt.ended or "killed or still running", "damagedLines": attempt.damaged,
                "frozenMs": frozen, "afterWakingMs": woken,
                "firstWallNs": attempt.first[1], "lastWallNs": attempt.last[1],
            })
        for i, one in enumerate(attempts):
            for other in attempts[i + 1 :]:
                for length, woken in overlaps(one, other):
                    allowed = woken and length <= arguments.allow_after_waking_ms * 1e6
                    passed = passed and allowed
                    result["overlaps"].append({
                        "name": name, "one": one.label(), "other": other.label(), "ms": length / 1e6,
                        "afterWaking": woken, "allowed": allowed,
                    })
        for one, other in zip(attempts, attempts[1:]):
            clock = 0 if one.clock == other.clock else 1
            # Counted from the end of life before the other began: a frozen attempt's late beats are not life.
            ends = [last[clock] for _, last in one.stretches if last[clock] <= other.first[clock]]
            if ends:
                result["gaps"].append({
                    "name": name, "after": one.label(), "before": other.label(),
                    "ms": (other.first[clock] - ends[-1]) / 1e6,
                })

    count = len(result["attempts"])
    if arguments.expect is not None and count != arguments.expect:
        passed = False
    result["passed"] = passed and count > 0
    return result, 2 if count == 0 and arguments.expect is None else 0 if passed else 1


def show(result, arguments):
    for attempt in result["attempts"]:
        print(
            f"{attempt['name']} {attempt['token']} pid {attempt['pid']} on {attempt['host']}: "
            f"{attempt['seconds']:.3f} s, {attempt['beats']} beats, {attempt['ended']}")
        for frozen, woken in zip(attempt["frozenMs"], attempt["afterWakingMs"]):
            print(f"  frozen for {frozen:.1f} ms, ran for {woken:.1f} ms after waking")
    for gap in result["gaps"]:
        print(f"gap of {gap['ms']:.1f} ms between {gap['after']} and {gap['before']}")
    for overlap in result["overlaps"]:
        how = " after waking" if overlap["afterWaking"] else ""
        verdict = " (allowed)" if overlap["allowed"] else ""
        print(f"OVERLAP of {overlap['ms']:.1f} ms{how}: {overlap['one']} and {overlap['other']}{verdict}")
    for name in result["unreadable"]:
        print(f"{name} has no start line: its attempt died before it could say that it began")
    if arguments.expect is not None and len(result["attempts"]) != arguments.expect:
        print(f"{len(result['attempts'])} attempts, where {arguments.expect} were expected")
    print(f"{len(result['attempts'])} attempts, {len(result['overlaps'])} overlaps")


def parse(arguments):
    parser = argparse.ArgumentParser(description="Check that attempts never overlapped.")
    parser.add_argument("directory", help="the shared directory of records")
    parser.add_argument("--name", help="look at attempts of this name only")
    parser.add_argument("--max-gap-ms", type=float, default=200.0, help="a longer silence is a freeze, not life")
    parser.add_argument("--allow-after-waking-ms", type=float, default=0.0)
    parser.add_argument("--expect", type=int, metavar="ATTEMPTS", help="fail unless there are exactly this many")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines for people")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    options = parse(sys.argv[1:])
    try:
        outcome, code = check(options)
    except OSError as error:
        print(f"error: {error.filename or 'a file'}: {error.strerror}")
        sys.exit(2)
    if options.json:
        print(json.dumps(outcome))
    else:
        show(outcome, options)
    sys.exit(code)
