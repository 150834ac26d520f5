"""Checkpoints on shared storage, fenced by a token.

A server that was cut off or frozen may wake and go on after its work was started elsewhere: a lease bounds
this time but cannot make it zero. What closes the gap is storage that refuses the older of two writers. Each
attempt that Muster starts bears a token, "generation.index" in MUSTER_TOKEN, which only grows; the store keeps
the highest that it has seen and refuses every writer that comes with a lower one.

Two things keep an old writer's data from being read, so that neither has to be perfect:

* claim, commit and prune compare the token with the file `fence` and write under one lock (fcntl record
  locks, which NFS honours too);
* the names of checkpoints begin with the writer's token, and the newest checkpoint is that of the highest
  token first, and of the highest step second.

One store is for one process and one thread: record locks do not keep threads of a process apart.
"""

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import re
import time


class StoreError(Exception):
    """The store cannot be used; the text says what is wrong, where, and what to do."""


class StaleToken(StoreError):
    """A newer attempt has been here: this one must end without writing."""


class Token:
    """A fencing token: two whole numbers, compared as numbers (2.9 is older than 2.10)."""

    _form = re.compile(r"([0-9]{1,20})\.([0-9]{1,20})", re.ASCII)

    def __init__(self, generation, index):
        self.generation = generation
        self.index = index

    @classmethod
    def parse(cls, text):
        """Reads "generation.index"; raises StoreError for anything else."""
        match = cls._form.fullmatch(text.strip())
        if match is None:
            raise StoreError(
                f"the fencing token {text!r} is not of the form generation.index: "
                "use the value of MUSTER_TOKEN as it is")
        return cls(int(match[1]), int(match[2]))

    def _pair(self):
        return (self.generation, self.index)

    def __eq__(self, other):
        return isinstance(other, Token) and self._pair() == other._pair()

    def __lt__(self, other):
        return self._pair() < other._pair()

    def __hash__(self):
        return hash(self._pair())

    def __str__(self):
        return f"{self.generation}.{self.index}"


class FencedStore:
    """A directory of checkpoints that only the newest attempt may write to."""

    FENCE = "fence"
    LOCK = "fence.lock"
    _leftover = re.compile(r"\.checkpoint-([0-9]+)\.([0-9]+)-.*\.tmp$", re.ASCII)
    _name = re.compile(r"checkpoint-([0-9]+)\.([0-9]+)-([0-9]+)\.json", re.ASCII)

    def __init__(self, directory, token, keep=3, lock_seconds=30.0):
        """Opens the directory, making it where it is absent. `keep` is how many checkpoints stay."""
        self.directory = directory
        self.token = token
        self.keep = max(1, keep)
        self.lock_seconds = lock_seconds
        os.makedirs(directory, exist_ok=True)

    def claim(self):
        """Announces this token, so that older writers are refused from here on. Raises StaleToken."""
        with self._locked():
            if self._highest_behind() < self.token:
                self._write_whole(self.FENCE, f"{self.token}\n".encode())
                self._sweep()

    def save(self, step, state):
        """Stores a state (anything that JSON can say) durably as the checkpoint of a step. Raises StaleToken.

        Returns the checkpoint's path. The data is written and synced before the lock is taken: the lock is
        held for the comparison and the renaming only, so that a writer that freezes rarely holds it.
        """
        body = json.dumps(state, separators=(",", ":"), sort_keys=True)
        digest = hashlib.sha256(body.encode()).hexdigest()
        name = f"checkpoint-{self.token}-{step:012d}.json"
        temporary = self._write_temporary(name, f'{{"sha256":"{digest}","state":{body}}}\n'.encode())
        try:
            with self._locked():
                if self._highest_behind() < self.token:
                    self._write_whole(self.FENCE, f"{self.token}\n".encode())
                self._rename_own(temporary, name)
                self._sync_directory()
                self._prune()
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)
            raise
        return self._path(name)

    def newest(self):
        """The newest whole checkpoint as (token, step, state), or None. Damaged ones are passed over."""
        for token, step, name in reversed(self._checkpoints()):
            state = self._read(name)
            if state is not None:
                return token, step, state
        return None

    def highest(self):
        """The highest token that has been here, or None."""
        try:
            with open(self._path(self.FENCE), "r", encoding="ascii") as file:
                text = file.read()
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            text = "(not text)"
        try:
            return Token.parse(text)
        except StoreError:
            raise StoreError(
                f"{self._path(self.FENCE)} holds {text[:40]!r} instead of a token: write the token of the job's newest "
                "attempt into it, or use another checkpoint directory") from None

    def _highest_behind(self):
        """The highest token seen, which is not above ours. The caller holds the lock."""
        highest = self.highest()
        if highest is None:
            return Token(-1, 0)
        if self.token < highest:
            raise StaleToken(
                f"token {self.token} is stale: {highest} has written to {self.directory} since, "
                "so this attempt was replaced and must end")
        return highest

    @contextlib.contextmanager
    def _locked(self):
        descriptor = os.open(self._path(self.LOCK), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            deadline = time.monotonic() + self.lock_seconds
            while True:
                try:
                    fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except OSError as error:
                    if error.errno not in (errno.EACCES, errno.EAGAIN):
                        raise
                if time.monotonic() >= deadline:
                    raise StoreError(
                        f"{self._path(self.LOCK)} has been locked for {self.lock_seconds:g} s: "
                        "look for a frozen process that still has it open")
                time.sleep(0.01)
            yield
        finally:
            os.close(descriptor)

    def _checkpoints(self):
        """All checkpoints as (token, step, name), oldest first."""
        found = []
        for name in os.listdir(self.directory):
            match = self._name.fullmatch(name)
            if match:
                found.append((Token(int(match[1]), int(match[2])), int(match[3]), name))
        found.sort(key=lambda entry: (entry[0]._pair(), entry[1]))
        return found

    def _read(self, name):
        try:
            with open(self._path(name), "r", encoding="utf-8") as file:
                outer = json.load(file)
            body = json.dumps(outer["state"], separators=(",", ":"), sort_keys=True)
            whole = hashlib.sha256(body.encode()).hexdigest() == outer["sha256"]
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        return outer["state"] if whole else None

    def _rename_own(self, temporary, name):
        try:
            os.rename(temporary, self._path(name))
        except FileNotFoundError:
            raise StoreError(
                f"{temporary} vanished while it was being written: "
                f"nobody but this job may clean {self.directory}") from None

    def _prune(self):
        for _, _, name in self._checkpoints()[: -self.keep]:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self._path(name))

    def _sweep(self):
        """Removes what killed writers left half written: only older tokens', which could not commit it anyway."""
        for name in os.listdir(self.directory):
            match = self._leftover.match(name)
            if match and Token(int(match[1]), int(match[2])) < self.token:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(self._path(name))

    def _write_whole(self, name, data):
        os.rename(self._write_temporary(name, data), self._path(name))
        self._sync_directory()

    def _write_temporary(self, name, data):
        path = self._path(f".{name}.{os.uname().nodename}.{os.getpid()}.{time.time_ns()}.tmp")
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        try:
            with open(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            os.unlink(path)
            raise
        return path

    def _sync_directory(self):
        descriptor = os.open(self.directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _path(self, name):
        return os.path.join(self.directory, name)
