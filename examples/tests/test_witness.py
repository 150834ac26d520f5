import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
WITNESS = os.path.join(HERE, "..", "witness", "witness.py")
CHECK = os.path.join(HERE, "..", "witness", "check_witness.py")
MS = 1_000_000


class WitnessTests(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.directory = self.temporary.name

    def record(self, token, beats_ms, clock="boot", name="w", wall_offset_ms=0, tail=""):
        """Writes a record by hand: the start at the first of the beats, all in milliseconds."""
        wall = wall_offset_ms * MS
        first = beats_ms[0] * MS
        lines = [f"start {name} {token} 2 {first} {first + wall} {clock} host"]
        lines += [f"beat {ms * MS} {ms * MS + wall}" for ms in beats_ms[1:]]
        with open(os.path.join(self.directory, f"{name}.{token}.2.{first}.witness"), "w", encoding="ascii") as file:
            file.write("\n".join(lines) + "\n" + tail)

    def check(self, *arguments):
        done = subprocess.run(
            [sys.executable, CHECK, self.directory, "--json", *arguments], stdout=subprocess.PIPE, text=True,
            timeout=60)
        return done.returncode, json.loads(done.stdout)

    def test_one_after_the_other_passes_and_the_gap_is_measured(self):
        self.record("1.1", range(0, 100, 5))
        self.record("1.2", range(120, 200, 5), tail="beat 12")
        code, result = self.check("--expect", "2")
        self.assertEqual((code, result["overlaps"]), (0, []))
        self.assertEqual(result["gaps"][0]["ms"], 25)

    def test_an_overlap_is_found(self):
        self.record("1.1", range(0, 100, 5))
        self.record("1.2", range(80, 200, 5))
        code, result = self.check()
        self.assertEqual(code, 1)
        self.assertEqual(result["overlaps"][0]["ms"], 15)

    def test_a_touch_of_one_beat_is_an_overlap(self):
        self.record("1.1", [0, 5, 10])
        self.record("1.2", [10, 15])
        self.assertEqual(self.check()[0], 1)

    def test_a_frozen_attempt_counts_only_for_what_it_did_after_waking(self):
        self.record("1.1", [0, 5, 10, 9000, 9005])
        self.record("1.2", range(5000, 10000, 5))
        code, result = self.check()
        self.assertEqual(code, 1)
        self.assertEqual([(o["ms"], o["afterWaking"]) for o in result["overlaps"]], [(5, True)])
        self.assertEqual(self.check("--allow-after-waking-ms", "10")[0], 0)
        self.assertEqual(self.check("--allow-after-waking-ms", "4")[0], 1)
        self.assertEqual(result["gaps"][0]["ms"], 4990)

    def test_what_is_allowed_after_waking_does_not_excuse_another_overlap(self):
        self.record("1.1", range(0, 100, 5))
        self.record("1.2", range(90, 200, 5))
        self.assertEqual(self.check("--allow-after-waking-ms", "1000")[0], 1)

    def test_attempts_of_other_names_may_overlap(self):
        self.record("1.1", range(0, 100, 5), name="a")
        self.record("1.2", range(0, 100, 5), name="b")
        self.assertEqual(self.check()[0], 0)
        self.assertEqual(len(self.check("--name", "a")[1]["attempts"]), 1)

    def test_machines_with_other_clocks_are_compared_by_the_wall_clock(self):
        self.record("1.1", range(0, 100, 5), clock="one", wall_offset_ms=10_000)
        self.record("1.2", range(0, 100, 5), clock="two", wall_offset_ms=20_000)
        self.assertEqual(self.check()[0], 0)

    def test_nothing_to_check_is_not_a_success(self):
        self.assertEqual(self.check()[0], 2)
        self.assertEqual(self.check("--expect", "1")[0], 1)

    def test_real_attempts_one_after_the_other_pass_and_at_once_are_found(self):
        def start(token, *arguments):
            process = subprocess.Popen(
                [sys.executable, WITNESS, "--directory", self.directory, "--token", token, *arguments],
                stdout=subprocess.PIPE, text=True)
            self.addCleanup(process.stdout.close)
            self.addCleanup(process.wait)
            self.addCleanup(process.kill)
            self.assertTrue(process.stdout.readline().startswith(f"start witness {token} "))
            return process

        first = start("1.1", "--seconds", "0.05")
        self.assertEqual(first.wait(60), 0)
        second = start("1.2")
        second.send_signal(signal.SIGTERM)
        self.assertEqual(second.wait(60), 143)
        code, result = self.check("--expect", "2")
        self.assertEqual(code, 0, result)
        self.assertEqual([a["ended"] for a in result["attempts"]], ["done", "SIGTERM"])
        self.assertGreater(result["attempts"][0]["beats"], 5)

        third = start("1.3")
        fourth = start("1.4", "--seconds", "0.05")
        self.assertEqual(fourth.wait(60), 0)
        third.kill()
        third.wait(60)
        code, result = self.check("--expect", "4")
        self.assertEqual(code, 1)
        self.assertEqual(len(result["overlaps"]), 1)
        with open(os.path.join(self.directory, "starts.log"), encoding="ascii") as file:
            self.assertEqual(len(file.readlines()), 4)


if __name__ == "__main__":
    unittest.main()
