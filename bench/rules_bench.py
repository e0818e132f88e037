"""How well the wording rules tell good OKRs from bad ones, and how fast.

    python -m bench.rules_bench [CORPUS.jsonl] [--all]

Without a corpus it takes the development half of ours, in tests/rules/corpus. A corpus has one JSON object a line:
`{"label": "good" | "bad" | "unlabelled", "objective": str | null, "key_results": [str, …]}`. Flagged means: any finding
of severity warning or error from a rule that judges wording.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from okrsdk.findings import Severity
from okrsdk.interchange.importers.draft import okr_set_of
from okrsdk.interchange.importers.draft_findings import check_json_lines
from okrsdk.interchange.importers.json_lines import read_json_lines
from okrsdk.language.sentence import parse_key_result
from okrsdk.rules import CATALOGUE, Form, check

WORDING = {rule.code for rule in CATALOGUE if rule.meta.is_wording}
OWN_CORPUS = Path(__file__).parents[1] / "tests" / "rules" / "corpus" / "development.jsonl"
ROUNDS = 1000
SPEED_COUNT = 1000


@dataclass(frozen=True)
class Judged:
    """One sentence of the corpus with what the rules say of it."""

    label: str
    is_objective: bool
    text: str
    codes: tuple[str, ...]
    worst: Severity | None

    @property
    def is_flagged(self) -> bool:
        """Whether a wording rule warns of it or worse."""
        return self.worst in (Severity.WARNING, Severity.ERROR)


def judged(corpus: Path) -> list[Judged]:
    text = corpus.read_text(encoding="utf-8")
    labels = {n: json.loads(line)["label"] for n, line in enumerate(text.splitlines()) if line.strip()}
    records = read_json_lines(text).objectives
    found: dict[tuple[int, str | None], list[tuple[str, Severity]]] = {}
    for placed in check_json_lines(records):
        finding = placed.finding
        if finding.code in WORDING and placed.line is not None:
            found.setdefault((placed.line - 1, placed.path), []).append((finding.code, finding.severity))
    sentences = []
    for record in records:
        fields = [("objective", record.text or "")]
        fields += [(f"key_results[{n}]", one.text) for n, one in enumerate(record.key_results)]
        for field, sentence in fields:
            if sentence.strip():
                hits = found.get((record.line, field), [])
                worst = min((severity for _, severity in hits), key=lambda severity: severity.rank, default=None)
                codes = tuple(code for code, severity in hits if severity is not Severity.INFO)
                sentences.append(Judged(labels[record.line], field == "objective", sentence, codes, worst))
    return sentences


def figures(sentences: list[Judged]) -> tuple[float, float, float]:
    """Precision, recall and F1 of flagged as bad."""
    hits = sum(s.is_flagged and s.label == "bad" for s in sentences)
    flagged = sum(s.is_flagged for s in sentences)
    bad = sum(s.label == "bad" for s in sentences)
    precision, recall = hits / flagged if flagged else 1.0, hits / bad if bad else 1.0
    return precision, recall, 2 * hits / (flagged + bad) if flagged + bad else 1.0


def interval(sentences: list[Judged]) -> tuple[float, float]:
    """The middle 95 % of F1 over resampled corpora."""
    dice = random.Random(0)  # noqa: S311 - a bootstrap needs repeatable dice, not secret ones
    scores = sorted(figures(dice.choices(sentences, k=len(sentences)))[2] for _ in range(ROUNDS))
    return scores[ROUNDS // 40], scores[-ROUNDS // 40]


def report(title: str, sentences: list[Judged], most: int | None) -> None:
    labelled = [s for s in sentences if s.label != "unlabelled"]
    precision, recall, f1 = figures(labelled)
    low, high = interval(labelled)
    print(f"\n{title}: {len(labelled)} labelled, precision {precision:.2f}, recall {recall:.2f}, ", end="")
    print(f"F1 {f1:.2f} (95 % between {low:.2f} and {high:.2f})")
    misses = [s for s in labelled if s.label == "bad" and not s.is_flagged]
    alarms = [s for s in labelled if s.label == "good" and s.is_flagged]
    print(f"  misses {len(misses)}", *(f"    {s.text[:110]}" for s in misses[:most]), sep="\n")
    by_code = Counter(code for s in alarms for code in s.codes)
    print(f"  false alarms {len(alarms)} {dict(by_code)}")
    print(*(f"    {' '.join(s.codes)}  {s.text[:110]}" for s in alarms[:most]), sep="\n")
    real = [s for s in sentences if s.label == "unlabelled"]
    counts = Counter(s.worst for s in real)
    if real:
        shares = ", ".join(f"{severity} {counts[severity] / len(real):.1%}" for severity in Severity)
        print(f"  {len(real)} unlabelled real ones: worst finding {shares}, none {counts[None] / len(real):.1%}")
        print(f"    by rule: {dict(Counter(code for s in real for code in s.codes).most_common())}")


def speed(sentences: list[Judged]) -> None:
    texts = [s.text for s in sentences if not s.is_objective]
    texts = [f"{text} {n}" for n, text in enumerate((texts * (SPEED_COUNT // len(texts) + 1))[:SPEED_COUNT])]
    start = time.process_time()
    for text in texts:
        parse_key_result(text)
    parsed = time.process_time() - start
    parse_key_result.cache_clear()
    okr_set = okr_set_of(*read_json_lines("\n".join(json.dumps({"key_results": [text]}) for text in texts)).objectives)
    start = time.process_time()
    findings = check(okr_set, form=Form.TABLES)
    took = time.process_time() - start
    assert len(okr_set.key_results) == SPEED_COUNT
    assert findings
    print(f"\n{SPEED_COUNT} key results: parsed in {parsed:.2f} s, checked in {took:.2f} s of processor time", end=" ")
    print(f"({Decimal(took / parsed):.1f} times the bare parsing)")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path, nargs="?", default=OWN_CORPUS)
    arguments.add_argument("--all", action="store_true", help="every miss and false alarm, not the first ten")
    options = arguments.parse_args()
    sentences = judged(options.corpus)
    most = None if options.all else 10
    report("Key results", [s for s in sentences if not s.is_objective], most)
    report("Objectives", [s for s in sentences if s.is_objective], most)
    speed(sentences)


if __name__ == "__main__":
    main()
