"""The published forms of the catalogue, made from it: the docs page and the JSON contract."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from decimal import Decimal
from typing import TYPE_CHECKING

from docs.practice import PRACTICE, practice_number
from okrsdk.rulebook import FAMILIES
from okrsdk.rules.policy import POLICIES, Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.findings import RuleInfo


def rules_page(rules: Sequence[RuleInfo]) -> str:
    """The docs page of `rules`, Markdown: the policies, the practice, then each rule with its reason and examples."""
    parts = ["# Rules", _INTRODUCTION, _policies(), _practice(rules)]
    for letter, title in FAMILIES.items():
        family = [rule for rule in rules if rule.code.startswith(letter)]
        if family:
            parts += [f"## {letter}: {title}", *(_entry(rule) for rule in family)]
    return "\n\n".join(parts) + "\n"


def rules_json(rules: Sequence[RuleInfo]) -> str:
    """The catalogue as JSON: the rules with all they say of themselves, the policies with their limits."""
    document = {
        "rules": [{"family": FAMILIES[rule.code[0]], **asdict(rule)} for rule in rules],
        "policies": [{"name": policy.name, "why": policy.why, "limits": _plain(policy.limits)} for policy in POLICIES],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


_INTRODUCTION = """Every check that okrsdk makes, with its reason. *Error*: cannot be graded or stored right.
*Warning*: breaks the practice. *Info*: a hint.

This page is made from the rules themselves; the examples are run by the tests."""


def _policies() -> str:
    names = [field.name for field in fields(Limits)]
    head = "| limit | " + " | ".join(policy.name for policy in POLICIES) + " |"
    rule = "|---|" + "---|" * len(POLICIES)
    rows = [
        f"| {name.replace('_', ' ')} | " + " | ".join(str(getattr(policy.limits, name)) for policy in POLICIES) + " |"
        for name in names
    ]
    whys = [f"- **{policy.name}**: {policy.why}" for policy in POLICIES]
    return "\n".join(["## Policies", "", *whys, "", head, rule, *rows])


def _practice(rules: Sequence[RuleInfo]) -> str:
    citing: dict[int, list[str]] = {}
    for rule in rules:
        number = practice_number(rule.source)
        if number is not None:
            citing.setdefault(number, []).append(rule.code)
    rows = [f"| {number} | {text} | {' '.join(citing.get(number, []))} |" for number, text in PRACTICE.items()]
    return "\n".join(["## The practice", "", "| | | rules |", "|---|---|---|", *rows])


def _entry(rule: RuleInfo) -> str:
    return "\n".join(
        [
            f"### {rule.code} {rule.name}",
            "",
            f"{rule.severity.capitalize()} · {rule.source}",
            "",
            rule.why,
            "",
            "Found:",
            "",
            _quoted(rule.bad),
            "",
            "Instead:",
            "",
            _quoted(rule.good),
        ]
    )


def _quoted(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _plain(limits: Limits) -> dict[str, int | float]:
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in asdict(limits).items()}
