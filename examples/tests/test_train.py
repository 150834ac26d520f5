import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
TRAIN = os.path.join(HERE, "..", "train", "train.py")
LONG = "1000"


class TrainTests(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.checkpoints = os.path.join(self.temporary.name, "checkpoints")

    def start(self, *arguments, token="1.1", **environment):
        environment = {"PATH": os.environ.get("PATH", ""), "MUSTER_TOKEN": token, **environment}
        process = subprocess.Popen(
            [sys.executable, TRAIN, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=environment)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def run_to_end(self, *arguments, **environment):
        process = self.start(*arguments, **environment)
        output, _ = process.communicate(timeout=60)
        return process.returncode, output

    def final_loss(self, output):
        match = re.search(r"^final loss (0\.[0-9]{8}) ", output, re.MULTILINE)
        self.assertIsNotNone(match, output)
        return match[1]

    def read_until(self, process, pattern):
        seen = ""
        for line in process.stdout:
            seen += line
            if re.search(pattern, line):
                return seen
        self.fail(f"no line like {pattern!r} in:\n{seen}")

    def undisturbed(self):
        code, output = self.run_to_end("--epochs", "20", PYTHONHASHSEED="1")
        self.assertEqual(code, 0, output)
        return self.final_loss(output)

    def test_the_model_learns(self):
        code, output = self.run_to_end()
        self.assertEqual(code, 0, output)
        self.assertIn("start token 1.1 ", output)
        self.assertIn(" fresh\n", output)
        self.assertLess(float(self.final_loss(output)), 0.1)
        self.assertGreater(float(re.findall(r"accuracy ([0-9.]+)", output)[-1]), 0.95)

    def test_the_same_arguments_give_the_same_loss_under_any_hash_seed(self):
        code, output = self.run_to_end("--epochs", "20", PYTHONHASHSEED="2")
        self.assertEqual(code, 0, output)
        self.assertEqual(self.final_loss(output), self.undisturbed())

    def test_a_killed_run_resumes_and_ends_with_the_same_loss(self):
        common = ("--checkpoint-dir", self.checkpoints, "--epochs", "20", "--checkpoint-every", "3")
        first = self.start(*common, "--seconds-per-epoch", "0.02")
        self.read_until(first, "epoch 9 ")
        first.kill()
        first.wait()
        code, output = self.run_to_end(*common, token="1.2")
        self.assertEqual(code, 0, output)
        self.assertRegex(output, r"resumed from epoch (9|1[0-9]) step 0 of token 1\.1")
        self.assertEqual(self.final_loss(output), self.undisturbed())

    def test_sigterm_within_an_epoch_checkpoints_and_exits_143(self):
        common = ("--checkpoint-dir", self.checkpoints, "--epochs", "20")
        first = self.start(*common, "--seconds-per-epoch", LONG)
        self.read_until(first, "^start ")
        first.send_signal(signal.SIGTERM)
        output, _ = first.communicate(timeout=60)
        self.assertEqual(first.returncode, 143, output)
        self.assertRegex(output, r"stopped at epoch 0 step [1-9]")
        code, output = self.run_to_end(*common, token="1.2")
        self.assertEqual(code, 0, output)
        self.assertRegex(output, r"resumed from epoch 0 step [1-9]")
        self.assertEqual(self.final_loss(output), self.undisturbed())

    def test_sigusr1_checkpoints_and_training_goes_on(self):
        process = self.start("--checkpoint-dir", self.checkpoints, "--seconds-per-epoch", LONG)
        self.read_until(process, "^start ")
        process.send_signal(signal.SIGUSR1)
        self.read_until(process, r"^checkpoint .*\(asked for\)")
        self.assertIsNone(process.poll())

    def test_a_replaced_attempt_is_refused_with_code_3(self):
        old = self.start("--checkpoint-dir", self.checkpoints, "--seconds-per-epoch", LONG, token="1.9")
        self.read_until(old, "^start ")
        code, output = self.run_to_end("--checkpoint-dir", self.checkpoints, "--epochs", "3", token="1.10")
        self.assertEqual(code, 0, output)
        before = sorted(os.listdir(self.checkpoints))
        old.send_signal(signal.SIGTERM)
        output, _ = old.communicate(timeout=60)
        self.assertEqual(old.returncode, 3, output)
        self.assertRegex(output, r"refused: token 1\.9 is stale: 1\.10 ")
        self.assertEqual(sorted(os.listdir(self.checkpoints)), before)

    def test_other_arguments_do_not_resume_from_a_checkpoint(self):
        self.run_to_end("--checkpoint-dir", self.checkpoints, "--epochs", "2")
        code, output = self.run_to_end("--checkpoint-dir", self.checkpoints, "--epochs", "2", "--hidden", "4")
        self.assertEqual(code, 1, output)
        self.assertIn("another hidden", output)

    def test_progress_is_written_where_it_is_asked_for(self):
        path = os.path.join(self.temporary.name, "progress")
        code, output = self.run_to_end("--epochs", "2", MUSTER_PROGRESS_FILE=path)
        self.assertEqual(code, 0, output)
        with open(path, encoding="ascii") as file:
            self.assertEqual(file.read(), "30 30\n")


if __name__ == "__main__":
    unittest.main()
