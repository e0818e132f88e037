"""The table of the practice: each part that a machine can check, its rule and an example, from the tested parts."""

from __future__ import annotations

from docs.practice import PRACTICE
from docs.practice_parts import PARTS, SHOWN, PracticePart
from okrsdk.rulebook import rule_info

_INTRODUCTION = """# The practice, row by row

What the sources on OKRs ask, and what okrsdk makes of it. Each line is a part that can be checked, with the rule that
checks it and an example in which it finds something. The page is made from the parts that the tests run: the weak
example is found by the rule, and its strong counterpart is not."""


def coverage_page() -> str:
    """The docs page, Markdown: one section per row of the practice."""
    sections = [_INTRODUCTION]
    for row, said in PRACTICE.items():
        parts = [part for part in PARTS if part.row == row]
        lines = [f"## {row}", "", said]
        if parts:
            lines += [
                "",
                "| Part | Rule | Found | Left in peace |",
                "|---|---|---|---|",
                *(_line(part) for part in parts),
            ]
        if row in SHOWN:
            lines += ["", SHOWN[row]]
        sections.append("\n".join(lines))
    return "\n\n".join(sections) + "\n"


def _line(part: PracticePart) -> str:
    info = rule_info(part.code)
    strong = part.strong.described() if part.strong is not None else info.good if info is not None else ""
    name = f"[{part.code}](rules.md) {info.name.replace('-', ' ')}" if info is not None else part.code
    return f"| {part.part} | {name} | {_cell(part.weak.described())} | {_cell(strong)} |"


def _cell(text: str) -> str:
    return "<br>".join(line.replace("|", "\\|").removeprefix("Key result: ") for line in text.splitlines())
