#!/usr/bin/env python3
"""What str's methods know of characters, as a table in C: base/unicode_table.h.

Takes nothing but Python's own str, whose Unicode data NumPy uses too; prints the table. Characters that behave alike
share a record, blocks of characters with the same records share a block.

    scripts/unicode.py > base/unicode_table.h
"""

import sys
import unicodedata

BLOCK = 128
# In the order of unicode.h.
FLAGS = "ALPHA DIGIT DECIMAL NUMERIC SPACE LOWER UPPER TITLE CASED IGNORABLE".split()


def flags(c):
    before_sigma = (c + "Σ").lower().endswith("ς")
    behind_letter = ("A" + c + "Σ").lower().endswith("ς")
    return (
        c.isalpha(),
        c.isdigit(),
        c.isdecimal(),
        c.isnumeric(),
        c.isspace(),
        c.islower(),
        c.isupper(),
        unicodedata.category(c) == "Lt",
        before_sigma,
        behind_letter and not before_sigma,
    )


def mapping(c, to, long):
    """The distance to the one character it becomes, or a place in `long`, marked by 1 in the second number."""
    if len(to) == 1:
        return ord(to) - ord(c), 0
    if to not in long:
        long[to] = len(long)
    return long[to], 1


def main():
    records, blocks, index, long = {}, {}, [], {}
    for first in range(0, sys.maxunicode + 1, BLOCK):
        block = []
        for code in range(first, first + BLOCK):
            c = chr(code)
            bits = sum(1 << i for i, on in enumerate(flags(c)) if on)
            lower, long_lower = mapping(c, c.lower(), long)
            upper, long_upper = mapping(c, c.upper(), long)
            bits |= long_lower << len(FLAGS) | long_upper << len(FLAGS) + 1
            block.append(records.setdefault((bits, lower, upper), len(records)))
        index.append(blocks.setdefault(tuple(block), len(blocks)))
    while index[-1] == index[-2]:
        index.pop()
    last = len(index) * BLOCK - 1
    most = max(len(to) for to in long)
    write = sys.stdout.write
    write(
        f"/* unicode_table.h: characters of Unicode {unicodedata.unidata_version}, made by scripts/unicode.py; see"
        " unicode.h. */\n"
    )
    write("#ifndef JX_UNICODE_TABLE_H\n#define JX_UNICODE_TABLE_H\n\n#include <stdint.h>\n\n/* clang-format off */\n")
    for i, name in enumerate([*FLAGS, "LONG_LOWER", "LONG_UPPER"]):
        write(f"#define UNICODE_{name} {1 << i}u\n" if i >= len(FLAGS) else "")
    write(f"\n#define UNICODE_BLOCK {BLOCK}\n#define UNICODE_LAST 0x{last:x} /* those beyond are like it */\n")
    assert most == 3, "UNICODE_LONGEST of unicode.h"
    write("\n/* Lower and upper case: distances, or places in unicode_long where the flags say so. */\n")
    write("static const struct { uint16_t flags; int32_t lower, upper; } unicode_records[] = {\n")
    lines([f"{{{b}, {lo}, {up}}}" for b, lo, up in records])
    write(f"}};\n\nstatic const uint32_t unicode_long[][{most}] = {{\n")
    lines(["{" + ", ".join(f"0x{ord(c):x}" for c in to) + "}" for to in long])
    write("};\n\nstatic const uint16_t unicode_index[] = {\n")
    lines(map(str, index))
    write("};\n\nstatic const uint16_t unicode_blocks[][UNICODE_BLOCK] = {\n")
    for block in blocks:
        write("  {\n")
        lines(map(str, block))
        write("  },\n")
    write("};\n/* clang-format on */\n\n#endif\n")


def lines(items):
    line = " "
    for item in items:
        if len(line) + len(item) > 96:
            sys.stdout.write(line + "\n")
            line = " "
        line += f" {item},"
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
