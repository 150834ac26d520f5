#!/usr/bin/env python3
"""Fits a small neural network to the Iris measurements, and survives being stopped, killed and moved.

The same arguments give the same final loss to the last digit, whether a run was disturbed or not: a
checkpoint holds the weights, the momentum, the position in the epoch, the order of its examples and the state
of the random generator. README.md beside this file lists the exit codes and signals.
"""

import argparse
import csv
import hashlib
import math
import os
import random
import select
import signal
import sys
import time

from fenced_store import FencedStore, StaleToken, StoreError, Token

HERE = os.path.dirname(os.path.abspath(__file__))
EXIT_STALE = 3
EXIT_STOPPED = 143


def say(text):
    print(text, flush=True)


class Data:
    """The measurements, each column scaled to mean 0 and deviation 1, and the species as numbers."""

    def __init__(self, path):
        with open(path, "rb") as file:
            raw = file.read()
        self.digest = hashlib.sha256(raw).hexdigest()
        rows = list(csv.reader(raw.decode("utf-8").splitlines()))[1:]
        if not rows:
            raise StoreError(f"{path} holds no measurements: use the data.csv that came with train.py")
        columns = list(zip(*[[float(cell) for cell in row[:-1]] for row in rows]))
        scaled = []
        for column in columns:
            mean = math.fsum(column) / len(column)
            deviation = math.sqrt(math.fsum((x - mean) ** 2 for x in column) / len(column)) or 1.0
            scaled.append([(x - mean) / deviation for x in column])
        self.inputs = [list(row) for row in zip(*scaled)]
        self.names = sorted({row[-1] for row in rows})
        self.labels = [self.names.index(row[-1]) for row in rows]


class Network:
    """One hidden layer of tanh, softmax over the classes, trained by stochastic descent with momentum."""

    def __init__(self, inputs, hidden, classes, generator):
        def layer(rows, columns):
            scale = 1.0 / math.sqrt(columns)
            # The last column is the bias.
            return [[generator.uniform(-scale, scale) for _ in range(columns)] + [0.0] for _ in range(rows)]

        self.first = layer(hidden, inputs)
        self.second = layer(classes, hidden)
        self.first_momentum = [[0.0] * len(row) for row in self.first]
        self.second_momentum = [[0.0] * len(row) for row in self.second]

    FIELDS = ("first", "second", "first_momentum", "second_momentum")

    def state(self):
        return {field: getattr(self, field) for field in self.FIELDS}

    def restore(self, state):
        for field in self.FIELDS:
            setattr(self, field, state[field])

    @staticmethod
    def _times(matrix, vector):
        # Plain loops: the built-in sum() rounds differently from one Python version to the next.
        result = []
        for row in matrix:
            total = row[-1]
            for weight, x in zip(row, vector):
                total += weight * x
            result.append(total)
        return result

    def forward(self, x):
        hidden = [math.tanh(total) for total in self._times(self.first, x)]
        logits = self._times(self.second, hidden)
        top = max(logits)
        powers = [math.exp(logit - top) for logit in logits]
        total = math.fsum(powers)
        return hidden, [power / total for power in powers]

    def loss(self, data):
        """The mean cross entropy over all examples, and the share that is classified right."""
        losses, right = [], 0
        for x, label in zip(data.inputs, data.labels):
            _, chances = self.forward(x)
            losses.append(-math.log(max(chances[label], 1e-300)))
            right += chances.index(max(chances)) == label
        return math.fsum(losses) / len(losses), right / len(losses)

    def step(self, data, batch, rate, momentum):
        """One step of descent on a batch of examples."""
        first = [[0.0] * len(row) for row in self.first]
        second = [[0.0] * len(row) for row in self.second]
        for example in batch:
            x = data.inputs[example]
            hidden, chances = self.forward(x)
            errors = [chance - (data.labels[example] == k) for k, chance in enumerate(chances)]
            back = [0.0] * len(hidden)
            for k, error in enumerate(errors):
                gradient, weights = second[k], self.second[k]
                for j, h in enumerate(hidden):
                    gradient[j] += error * h
                    back[j] += error * weights[j]
                gradient[-1] += error
            for j, h in enumerate(hidden):
                error = back[j] * (1.0 - h * h)
                gradient = first[j]
                for i, value in enumerate(x):
                    gradient[i] += error * value
                gradient[-1] += error
        scale = rate / len(batch)
        for weights, velocity, gradients in (
            (self.first, self.first_momentum, first),
            (self.second, self.second_momentum, second),
        ):
            for row, speeds, slopes in zip(weights, velocity, gradients):
                for i, slope in enumerate(slopes):
                    speeds[i] = momentum * speeds[i] - scale * slope
                    row[i] += speeds[i]


class Training:
    """All that a run is: what is here decides the rest of it, and goes into a checkpoint."""

    def __init__(self, data, arguments):
        self.data = data
        self.settings = {
            "data": data.digest, "seed": arguments.seed, "hidden": arguments.hidden, "batch": arguments.batch,
            "rate": arguments.rate, "momentum": arguments.momentum,
        }
        self.generator = random.Random(arguments.seed)
        self.network = Network(len(data.inputs[0]), arguments.hidden, len(data.names), self.generator)
        self.epoch = 0
        self.position = 0
        self.order = []

    @property
    def steps_per_epoch(self):
        return -(-len(self.data.inputs) // self.settings["batch"])

    @property
    def steps(self):
        """The steps done since the very beginning, by all attempts."""
        return self.epoch * self.steps_per_epoch + self.position // self.settings["batch"]

    def step(self):
        """Trains on the next batch; True when this ended an epoch."""
        if self.position == 0:
            self.order = list(range(len(self.data.inputs)))
            self.generator.shuffle(self.order)
        size = self.settings["batch"]
        batch = self.order[self.position : self.position + size]
        self.network.step(self.data, batch, self.settings["rate"], self.settings["momentum"])
        self.position += size
        if self.position < len(self.order):
            return False
        self.position = 0
        self.epoch += 1
        return True

    def state(self):
        version, numbers, gauss = self.generator.getstate()
        return {
            "settings": self.settings, "network": self.network.state(), "epoch": self.epoch,
            "position": self.position, "order": self.order, "random": [version, list(numbers), gauss],
        }

    def restore(self, state):
        for name, value in self.settings.items():
            if state["settings"].get(name) != value:
                raise StoreError(
                    f"the checkpoint was made with another {name} ({state['settings'].get(name)}, not {value}): "
                    "use the same arguments and data, or another checkpoint directory")
        self.network.restore(state["network"])
        self.epoch, self.position, self.order = state["epoch"], state["position"], state["order"]
        version, numbers, gauss = state["random"]
        self.generator.setstate((version, tuple(numbers), gauss))


class Requests:
    """What signals ask for. Waiting here ends early when one arrives."""

    def __init__(self):
        self.stop = False
        self.checkpoint = False
        self._reader, writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        signal.signal(signal.SIGTERM, self._on_stop)
        signal.signal(signal.SIGINT, self._on_stop)
        signal.signal(signal.SIGUSR1, self._on_checkpoint)

    def _on_stop(self, *_):
        self.stop = True

    def _on_checkpoint(self, *_):
        self.checkpoint = True

    def wait_until(self, moment):
        """Waits until time.monotonic() is `moment`, or a signal has asked for something."""
        while not self.stop and not self.checkpoint:
            left = moment - time.monotonic()
            if left <= 0:
                return
            if select.select([self._reader], [], [], left)[0]:
                os.read(self._reader, 512)


def report_progress(training, epochs):
    """Tells Muster how far the work is, where it asked: one line, replaced as a whole."""
    path = os.environ.get("MUSTER_PROGRESS_FILE")
    if not path:
        return
    temporary = f"{path}.tmp"
    try:
        with open(temporary, "w", encoding="ascii") as file:
            file.write(f"{training.steps} {epochs * training.steps_per_epoch}\n")
        os.rename(temporary, path)
    except OSError as error:
        print(f"progress could not be written to {path}: {error.strerror}", file=sys.stderr, flush=True)


def confirm_checkpoint():
    """Tells Muster that the checkpoint that it asked for is durable, by making the file that it named."""
    path = os.environ.get("MUSTER_CHECKPOINT_DONE")
    if not path:
        return
    try:
        with open(f"{path}.tmp", "w", encoding="ascii"):
            pass
        os.rename(f"{path}.tmp", path)
    except OSError as error:
        print(f"the checkpoint could not be confirmed at {path}: {error.strerror}", file=sys.stderr, flush=True)


class Journal:
    """One line for each step done, with the token of the attempt that did it: whether steps were lost or repeated."""

    def __init__(self, path, token):
        self.token = token
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        self.file = os.open(path, flags, 0o666) if path else None

    def step(self, number):
        if self.file is not None:
            os.write(self.file, f"{number} {self.token}\n".encode("ascii"))


def train(arguments):
    token = Token.parse(arguments.token)
    requests = Requests()
    training = Training(Data(arguments.data), arguments)
    store = FencedStore(arguments.checkpoint_dir, token) if arguments.checkpoint_dir else None
    origin = "fresh"
    if store:
        # First the claim, then the reading: whoever held the work before can write nothing from here on.
        store.claim()
        found = store.newest()
        if found:
            training.restore(found[2])
            step = training.position // arguments.batch
            origin = f"resumed from epoch {training.epoch} step {step} of token {found[0]}"
    say(f"start token {token} pid {os.getpid()} {origin}")
    report_progress(training, arguments.epochs)

    journal = Journal(arguments.journal, token)
    saved = None

    def checkpoint(reason):
        nonlocal saved
        if store and saved != training.steps:
            path = store.save(training.steps, training.state())
            saved = training.steps
            say(f"checkpoint {os.path.basename(path)} epoch {training.epoch} ({reason})")

    pace = arguments.seconds_per_epoch / training.steps_per_epoch
    due = time.monotonic()
    while training.epoch < arguments.epochs:
        ended_epoch = training.step()
        journal.step(training.steps)
        due += pace
        if ended_epoch:
            last = training.epoch >= arguments.epochs
            if last or training.epoch % arguments.report_every == 0:
                loss, right = training.network.loss(training.data)
                say(f"epoch {training.epoch}/{arguments.epochs} loss {loss:.8f} accuracy {right:.4f}")
            if last or training.epoch % arguments.checkpoint_every == 0:
                checkpoint("periodic")
        report_progress(training, arguments.epochs)
        while not requests.stop:
            requests.wait_until(due)
            if not requests.checkpoint:
                break
            requests.checkpoint = False
            checkpoint("asked for")
            if store:
                confirm_checkpoint()
        if requests.stop and training.epoch < arguments.epochs:
            checkpoint("stopped")
            say(f"stopped at epoch {training.epoch} step {training.position // arguments.batch}")
            return EXIT_STOPPED

    loss, right = training.network.loss(training.data)
    say(f"final loss {loss:.8f} accuracy {right:.4f} epochs {training.epoch}")
    return 0


def positive(text):
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return value


def seconds(text):
    value = float(text)
    if not 0.0 <= value <= 86_400.0:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 86400 seconds")
    return value


def parse(arguments):
    parser = argparse.ArgumentParser(description="Fit a small neural network to Fisher's Iris measurements.")
    parser.add_argument("--data", default=os.path.join(HERE, "data.csv"), help="the measurements")
    parser.add_argument("--checkpoint-dir", help="where checkpoints are kept, on storage that other servers reach")
    parser.add_argument("--checkpoint-every", type=positive, default=5, metavar="EPOCHS")
    parser.add_argument("--report-every", type=positive, default=5, metavar="EPOCHS")
    parser.add_argument("--epochs", type=positive, default=60)
    parser.add_argument("--seconds-per-epoch", type=seconds, default=0.0, help="stretch epochs to this long")
    parser.add_argument("--journal", help="append a line for each step done: its number and the token")
    parser.add_argument("--token", default=os.environ.get("MUSTER_TOKEN", "0.0"), help="the fencing token")
    parser.add_argument("--seed", type=int, default=1936)
    parser.add_argument("--hidden", type=positive, default=8)
    parser.add_argument("--batch", type=positive, default=10)
    parser.add_argument("--rate", type=float, default=0.05)
    parser.add_argument("--momentum", type=float, default=0.9)
    return parser.parse_args(arguments)


def main(arguments):
    try:
        return train(parse(arguments))
    except StaleToken as error:
        say(f"refused: {error}")
        return EXIT_STALE
    except StoreError as error:
        say(f"error: {error}")
        return 1
    except OSError as error:
        say(f"error: {error.filename or 'a file'}: {error.strerror}")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
