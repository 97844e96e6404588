"""Members nobody is: numbers for names, and phrases from a small village."""

from typing import Any

_INTERESTS = ["old apple varieties", "repair cafés", "river swimming", "community choirs", "night trains",
              "beekeeping", "open data", "school gardens", "dry stone walls", "community radio"]
_OFFERS = ["grafting courses", "bicycle repair", "grant writing", "web design", "sheet music to lend",
           "honey by the jar", "a van on weekends", "bookkeeping", "a hall with a stage", "translation from Portuguese"]


def invented_members(count: int, begin: int = 0) -> list[dict[str, Any]]:
    """The same each time. What one needs, another offers."""
    return [
        {
            "id": f"pp-{number:04}",
            "display_name": f"Member {number}",
            "bio": f"Number {number} of an invented platform.",
            "interests": [_INTERESTS[number % 10], _INTERESTS[(number // 10) % 10]],
            "offers": [_OFFERS[number % 10]],
            "needs": [_OFFERS[(number * 7 + 3) % 10]],
            "circles": [f"village-{number % 13}"],
            "languages": ["en"],
        }
        for number in range(begin, begin + count)
    ]
