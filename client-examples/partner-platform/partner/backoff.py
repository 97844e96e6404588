"""How long to wait before a call is tried again."""

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Backoff:
    """Exponential backoff with full jitter: a random part of a span that doubles with every try, so that many clients
    that were turned away together do not come back together."""

    first_s: float = 0.2
    longest_s: float = 10.0
    draw: Callable[[], float] = random.random  # 0 to 1.

    def delay_s(self, tries: int) -> float:
        """After so many tries that failed, 1 or more."""
        span = min(self.longest_s, self.first_s * 2 ** min(tries - 1, 30))
        return span * self.draw()
