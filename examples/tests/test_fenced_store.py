import multiprocessing
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "train"))

from fenced_store import FencedStore, StaleToken, StoreError, Token  # noqa: E402


def contend(directory, index, start, results):
    """One of several writers that all want to write at once; says which of its saves were refused."""
    start.wait()
    store = FencedStore(directory, Token(1, index))
    refused = 0
    for step in range(20):
        try:
            store.save(step, {"writer": index})
        except StaleToken:
            refused += 1
    results.put((index, refused))


class TokenTests(unittest.TestCase):
    def test_compares_as_numbers(self):
        self.assertLess(Token.parse("2.9"), Token.parse("2.10"))
        self.assertLess(Token.parse("9.100"), Token.parse("10.1"))
        self.assertEqual(Token.parse("1.2\n"), Token(1, 2))

    def test_anything_else_is_refused_in_a_sentence(self):
        for text in ("", "1", "1.", "1.2.3", "-1.2", "a.b", "1.2x", "١.٢"):
            with self.assertRaisesRegex(StoreError, "generation.index"):
                Token.parse(text)


class FencedStoreTests(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.directory = os.path.join(self.temporary.name, "checkpoints")

    def store(self, index, generation=1, **options):
        return FencedStore(self.directory, Token(generation, index), **options)

    def test_what_was_saved_is_read_back_exactly(self):
        state = {"weights": [0.1, -1e-300, 1 / 3], "text": "µ"}
        self.store(1).save(7, state)
        self.assertEqual(self.store(2).newest(), (Token(1, 1), 7, state))

    def test_an_older_token_is_refused_after_a_claim(self):
        old, new = self.store(9), self.store(10)
        old.claim()
        old.save(1, {})
        new.claim()
        with self.assertRaises(StaleToken):
            old.save(2, {})
        with self.assertRaises(StaleToken):
            old.claim()
        self.assertEqual(new.newest()[1], 1)
        self.assertEqual([name for name in os.listdir(self.directory) if name.endswith(".tmp")], [])

    def test_a_higher_generation_beats_a_higher_index(self):
        self.store(1, generation=2).claim()
        with self.assertRaises(StaleToken):
            self.store(999, generation=1).claim()

    def test_saving_without_a_claim_raises_the_fence(self):
        self.store(5).save(1, {})
        self.assertEqual(self.store(5).highest(), Token(1, 5))

    def test_the_same_token_may_claim_again(self):
        self.store(5).claim()
        self.store(5).claim()

    def test_a_higher_token_is_newest_even_at_a_lower_step(self):
        self.store(1).save(100, {"by": 1})
        self.store(2).save(50, {"by": 2})
        self.assertEqual(self.store(3).newest()[2], {"by": 2})

    def test_a_damaged_checkpoint_is_passed_over(self):
        store = self.store(1)
        store.save(1, {"good": True})
        path = store.save(2, {"good": False})
        with open(path, "r+b") as file:
            data = file.read().replace(b"false", b"true ")
            file.seek(0)
            file.write(data)
        self.assertEqual(store.newest()[1:], (1, {"good": True}))
        with open(path, "wb") as file:
            file.write(data[: len(data) // 2])
        self.assertEqual(store.newest()[1:], (1, {"good": True}))

    def test_only_the_newest_are_kept(self):
        store = self.store(1, keep=2)
        for step in range(5):
            store.save(step, {})
        names = sorted(name for name in os.listdir(self.directory) if name.startswith("checkpoint-"))
        self.assertEqual(names, ["checkpoint-1.1-000000000003.json", "checkpoint-1.1-000000000004.json"])

    def test_a_claim_sweeps_what_older_writers_left_half_written(self):
        self.store(1).claim()
        leftover = os.path.join(self.directory, ".checkpoint-1.1-000000000001.json.host.1.1.tmp")
        with open(leftover, "w", encoding="ascii") as file:
            file.write("{")
        self.store(2).claim()
        self.assertFalse(os.path.exists(leftover))

    def test_a_damaged_fence_stops_every_writer(self):
        self.store(1).claim()
        with open(os.path.join(self.directory, "fence"), "w", encoding="ascii") as file:
            file.write("nonsense")
        with self.assertRaisesRegex(StoreError, "instead of a token"):
            self.store(2).save(1, {})

    def test_of_writers_at_once_the_highest_is_never_refused_and_wins(self):
        context = multiprocessing.get_context("spawn")
        start, results = context.Event(), context.Queue()
        writers = [context.Process(target=contend, args=(self.directory, index, start, results)) for index in (1, 2, 3)]
        for writer in writers:
            writer.start()
        start.set()
        refused = dict(results.get(timeout=60) for _ in writers)
        for writer in writers:
            writer.join(60)
        self.assertEqual(refused[3], 0)
        store = self.store(3)
        self.assertEqual(store.highest(), Token(1, 3))
        self.assertEqual(store.newest(), (Token(1, 3), 19, {"writer": 3}))


if __name__ == "__main__":
    unittest.main()
