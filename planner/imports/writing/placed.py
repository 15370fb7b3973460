"""Which rows of which files have brought something: one bit for each."""

from collections import defaultdict


class Placed:
    def __init__(self) -> None:
        self._bits: dict[tuple[str, str], bytearray] = defaultdict(bytearray)

    def add(self, noun: str, place: str) -> bool:
        """Note a row, given as `file:line`; whether it is new."""
        bits, byte, bit = self._at(noun, place)
        if len(bits) <= byte:
            bits.extend(bytes(byte + 1 - len(bits)))
        is_new = not bits[byte] & bit
        bits[byte] |= bit
        return is_new

    def has(self, noun: str, place: str) -> bool:
        bits, byte, bit = self._at(noun, place)
        return byte < len(bits) and bool(bits[byte] & bit)

    def _at(self, noun: str, place: str) -> tuple[bytearray, int, int]:
        file, _, line = place.rpartition(":")
        byte, bit = divmod(int(line), 8)
        return self._bits[noun, file], byte, 1 << bit
