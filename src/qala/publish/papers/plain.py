"""People's words as they can be printed: every letter is seen, none changes places with another or hides one.

The two families that typst carries have Latin, Cyrillic with all of Kazakh, Greek, Armenian, Georgian and many signs.
Whatever else somebody writes, and what would turn the direction of a line, stands as its code point: [U+1F600].
"""

import re
import unicodedata
from itertools import chain

_RANGES = """
20-7e a0-ac ae-241 243-245 247-249 24c-24d 250-2e9 2ec-2ee 2f3 300-33f 342-343 351 357-363 374-377 37a-37f 384-38a 38c
38e-3a1 3a3-3ce 3d0-3e1 3f0-45f 462-463 470-477 490-4c4 4c7-4cc 4cf-4f9 510-511 51a-51d 531-556 559-55f 561-587 589-58a
e3f 10d0-10fc 1e00-1e9b 1e9e-1ef9 1f00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4
1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-200a 2010-2027 202f-2037 2039-203f 2042 2044-204b 204f
205f 2070-2071 2074-208e 2090-209c 20a0-20b5 20b8-20ba 20bd 20bf 2100-2103 2105-2106 2109 210c-210f 2111 2113 2115-2117
2119-211a 211c-211d 2120 2122 2124 2126-2127 212a-212b 212e 2135-2139 2148 214f-2151 2153-2184 2189 2190-2220 2223-222d
2234-223d 2241-226b 226d-228b 228d-22a5 2300-2306 2308-2315 231c-2321 2325-232b 2335-237a 2395 239b-23ae 2423 2460-2473
24ea 24ff-262f 2638-268b 2690-269c 2701-2704 2706-2709 270c-2727 2729-274b 2756 2761-277f 2794 2798-27af 27e6-27eb fffd
"""
"""What both families together can draw, in every weight that a paper is set in; first and last code points."""
_HIDDEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufe00-\ufe0f\ufeff]")
"""What shows nothing: soft hyphens, joiners, marks of order and of variants."""
_LINES = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_MARKS = 2
"""How many marks a letter may carry: more of them would be drawn over the neighbours."""


def _drawn() -> frozenset[str]:
    ends = [[int(end, 16) for end in one.split("-")] for one in _RANGES.split()]
    return frozenset(map(chr, chain.from_iterable(range(one[0], one[-1] + 1) for one in ends)))


DRAWN = _drawn()
"""The letters and signs that are printed as they are."""
_ALONE = frozenset(letter for letter in DRAWN if not unicodedata.category(letter).startswith("M"))


def plain(said: str) -> str:
    """The words with every letter drawn or told by its code point; lines end in a line feed."""
    composed = unicodedata.normalize("NFC", _HIDDEN.sub("", said))
    lines = _LINES.sub("\n", composed).replace("\t", " ").split("\n")
    return "\n".join(map(_line, lines))


def _line(said: str) -> str:
    if _ALONE.issuperset(said):
        return said
    made, room = [], 0
    for letter in said:
        mark = unicodedata.category(letter).startswith("M")
        seen = letter in DRAWN and (not mark or room > 0)
        made.append(letter if seen else f"[U+{ord(letter):04X}]")
        room = (room - 1 if mark else _MARKS) if seen and (mark or letter.isalnum()) else 0
    return "".join(made)
