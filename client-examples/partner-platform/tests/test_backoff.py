import unittest

from partner.backoff import Backoff


class BackoffTest(unittest.TestCase):
    def test_the_span_doubles_up_to_the_longest(self) -> None:
        backoff = Backoff(first_s=0.5, longest_s=3.0, draw=lambda: 1.0)
        self.assertEqual([backoff.delay_s(tries) for tries in (1, 2, 3, 4, 1000)], [0.5, 1.0, 2.0, 3.0, 3.0])

    def test_chance_takes_a_part_of_the_span(self) -> None:
        draws = iter([0.0, 0.25, 0.75])
        backoff = Backoff(first_s=1.0, longest_s=8.0, draw=lambda: next(draws))
        self.assertEqual([backoff.delay_s(tries) for tries in (1, 2, 3)], [0.0, 0.5, 3.0])
