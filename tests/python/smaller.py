"""Makes a random test case smaller: the same generator, fed fewer and plainer choices.

A generator takes all its choices from a `random.Random`. `Choices` is one that notes them, or gives those of a list first,
and then what ends things soon. smaller() takes choices out of that list, and makes others 0, as long as what is made of it
still fails; so it knows nothing of what is generated.
"""

import random
import time


class Choices(random.Random):
    """`random.Random`, from a list of what random() and getrandbits() give. Starts with a seed or such a list."""

    def __init__(self, start):
        given = isinstance(start, list)
        super().__init__(0 if given else start)
        self.given, self.made, self.ended = iter(start if given else ()), [], given

    def note(self, x):
        self.made.append(x)
        return x

    def random(self):
        if not self.ended:
            return self.note(super().random())
        x = next(self.given, 0.999)
        return self.note(x if isinstance(x, float) else 0.999)

    def getrandbits(self, k):
        if not self.ended:
            return self.note(super().getrandbits(k))
        x = next(self.given, 0)
        return self.note(x & ((1 << k) - 1) if isinstance(x, int) else 0)


def attempts(choices):
    """Shorter and plainer lists, those first that leave out most."""
    size = len(choices) // 2
    while size:
        for at in range(0, len(choices), size):
            yield choices[:at] + choices[at + size :]
        size //= 2
    for at, x in enumerate(choices):
        if x and x != 0.999:
            yield [*choices[:at], 0.999 if isinstance(x, float) else 0, *choices[at + 1 :]]


def smaller(fault, seed, seconds=60):
    """The last fault of the smallest choices found; `fault(rnd)` gives a text, or None. None where the seed has none."""
    end, rnd = time.monotonic() + seconds, Choices(seed)
    best, found, going = [], fault(rnd), True
    best = rnd.made
    while found and going:
        going = False
        for choices in attempts(best):
            if time.monotonic() > end:
                return found
            rnd = Choices(choices)
            try:
                text = fault(rnd)
            except Exception:  # choices that fit nothing
                continue
            if text and len(rnd.made) + sum(map(bool, rnd.made)) < len(best) + sum(map(bool, best)):
                best, found, going = rnd.made, text, True
                break
    return found
