"""A program's text, as far as Python looks at it: what its results are called. Start at `results()`."""

from __future__ import annotations

import re

# What may hold a separator that is none: strings and comments.
_SKIP = re.compile(r"""[bB]?'(?:[^'\\\n]|\\.)*'|[bB]?"(?:[^"\\\n]|\\.)*"|\#[^\n]*""", re.S)
_ASSIGNMENT = re.compile(r"\s*([^\W\d]\w*)\s*=(?!=)(.*)", re.S)


def _cut(text: str, separators: str) -> list[str]:
    """A text at its separators, but for those in brackets, strings and comments, which are left out."""
    parts: list[str] = []
    depth, part, at = 0, "", 0
    while at < len(text):
        skipped = _SKIP.match(text, at)
        if skipped:
            part += "" if skipped[0][0] == "#" else skipped[0]
            at = skipped.end()
            continue
        letter = text[at]
        depth += (letter in "([{") - (letter in ")]}")
        if depth == 0 and letter in separators:
            parts.append(part)
            part = ""
        else:
            part += letter
        at += 1
    return [p.strip() for p in (*parts, part) if p.strip()]


def results(text: str) -> tuple[str, ...]:
    """Of each result its name, or the text of its expression.

    Examples
    --------
    >>> results("m = mean(a); m, sum((a - m)**2)  # both")
    ('m', 'sum((a - m)**2)')
    >>> results("d = a - b")
    ('d',)
    """
    last = _cut(text, "\n;")[-1]
    assigned = _ASSIGNMENT.match(last)
    return (assigned[1],) if assigned else tuple(_cut(last, ","))
