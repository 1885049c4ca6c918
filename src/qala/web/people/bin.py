"""The business identification number of Kazakhstan (BIN): twelve digits, checked by the last."""

TYPES, PARTS = "456", "01234"
"""The fifth digit: resident, non-resident, sole proprietor; the sixth: head office, branch, agency, farm, joint."""


def is_bin(number: str) -> bool:
    """Whether it can be one: year and month of registration, type, part, and the last digit of the eleven before it.

    The last digit is the sum of the digits weighted 1 to 11, modulo 11; where that is 10, weighted 3 to 11, 1, 2;
    where that is 10 too there is no such number. Source: the rules of the national registers of identification numbers.
    """
    if len(number) != 12 or not (number.isascii() and number.isdigit()):
        return False
    shaped = 1 <= int(number[2:4]) <= 12 and number[4] in TYPES and number[5] in PARTS
    digits = [int(one) for one in number]
    return shaped and digits[11] == _check(digits[:11])


def _check(digits: list[int]) -> int:
    for first in (1, 3):
        found = sum(digit * ((first - 1 + place) % 11 + 1) for place, digit in enumerate(digits)) % 11
        if found < 10:
            return found
    return -1
