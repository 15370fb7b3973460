"""How many letters two texts are apart."""


def distance(one: str, other: str) -> int:
    """The number of letters that are missing, other or too many (Levenshtein)."""
    one, other = _without_ends(one, other)
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        left, line = row, [row]
        for column, against in enumerate(other):
            changed = before[column] if letter == against else before[column] + 1
            shorter, longer = before[column + 1] + 1, left + 1
            left = min(changed, shorter, longer)
            line.append(left)
        before = line
    return before[-1]


def _without_ends(one: str, other: str) -> tuple[str, str]:
    """Without what both begin and end with, and the longer of the rests first."""
    start = _common(one, other)
    one, other = one[start:], other[start:]
    end = _common(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    return (one, other) if len(one) >= len(other) else (other, one)


def _common(one: str, other: str) -> int:
    """How many letters both begin with."""
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length


def slips(one: str, other: str) -> int:
    """The distance in which two neighbours that are swapped count as one slip."""
    one, other = _without_ends(one, other)
    earlier: list[int] = []
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            changed = before[column - 1] + (letter != against)
            least = min(changed, before[column] + 1, line[-1] + 1)
            if row > 1 and column > 1 and letter == other[column - 2] and against == one[row - 2]:
                least = min(least, earlier[column - 2] + 1)
            line.append(least)
        earlier, before = before, line
    return before[-1]


def similarity(one: str, other: str) -> float:
    """1 for equal texts, 0 for those that share nothing; swapped neighbours are one slip."""
    longer = max(len(one), len(other))
    return 1 - slips(one, other) / longer if longer else 1.0


def is_typo_of(one: str, other: str, most: int) -> bool:
    """Whether the two are so many slips apart at most.

    Nothing is computed beyond what is asked: a letter cannot have moved further than there are
    slips, and once two lines have too many, so has the end.
    """
    if abs(len(one) - len(other)) > most:
        return False
    one, other = _without_ends(one, other)
    too_many, width = most + 1, len(other)
    earlier: list[int] = []
    before = [min(column, too_many) for column in range(width + 1)]
    for row, letter in enumerate(one, 1):
        line = [too_many] * (width + 1)
        line[0] = min(row, too_many)
        for column in range(max(1, row - most), min(width, row + most) + 1):
            against = other[column - 1]
            least = before[column - 1] + (letter != against)
            if before[column] < least:
                least = before[column] + 1
            if line[column - 1] < least:
                least = line[column - 1] + 1
            if row > 1 and column > 1 and letter == other[column - 2] and against == one[row - 2]:
                least = min(least, earlier[column - 2] + 1)
            line[column] = least
        if min(line) > most and min(before) > most:
            return False
        earlier, before = before, line
    return before[-1] <= most
