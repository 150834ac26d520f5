#!/usr/bin/env python3
"""Tells whether the attempts of a training job, taken together, did every step exactly once.

    python3 check_journal.py JOURNAL [--steps N]

Ends with 0 if so (with --steps: and if there are N of them), else with 1 and a line for each kind of fault.
"""

import argparse
import sys


def main():
    parser = argparse.ArgumentParser(description="Check the journal of a training job.")
    parser.add_argument("journal")
    parser.add_argument("--steps", type=int, help="how many steps there must be")
    arguments = parser.parse_args()
    with open(arguments.journal, encoding="ascii") as file:
        rows = [line.split() for line in file if line.endswith("\n")]
    numbers = [int(row[0]) for row in rows]
    last = arguments.steps if arguments.steps is not None else max(numbers, default=0)
    done = set(numbers)
    missing = [number for number in range(1, last + 1) if number not in done]
    repeated = sorted(number for number in done if numbers.count(number) > 1)
    beyond = sorted(number for number in done if number > last)
    tokens = list(dict.fromkeys(row[1] for row in rows))
    print(f"{len(numbers)} steps by {len(tokens)} attempts")
    for name, list_ in (("missing", missing), ("done more than once", repeated), ("beyond the last", beyond)):
        if list_:
            print(f"{len(list_)} {name}, the first is {list_[0]}")
    return 1 if missing or repeated or beyond or not numbers else 0


if __name__ == "__main__":
    sys.exit(main())
