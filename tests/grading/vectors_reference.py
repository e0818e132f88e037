"""Writes `schemas/grading-vectors.json`: inputs by hand, expectations by a method of its own.

It imports nothing of okrsdk. Decimal texts are read as whole numbers over a common power of ten, so that every ratio is
a pair of integers and every comparison and rounding is done on integers. Run it to make the file again::

    python tests/grading/vectors_reference.py
"""

import json
from pathlib import Path

VECTORS = Path(__file__).parents[2] / "schemas" / "grading-vectors.json"
ABOUT = {
    "numbers": "Texts, in the key result's unit. null is blank.",
    "progress": "Signed and unbounded; cut (towards minus infinity) to 12 decimals where it does not end.",
    "score": "The exact progress clamped to 0..1 and rounded half-up to two decimals.",
    "band": "Of the rounded score; green from 0.7, yellow from 0.4 when aspirational; from 1 and 0.7 when committed.",
    "ungraded": "The field that stands in the way.",
    "final": "True at the final grade, in which a blank current value counts as progress 0.",
    "roll_up": "Weighted means over the rounded scores of what is active and has one, rounded half-up to two decimals.",
    "met": "Of the active key results, those whose band is green.",
}

# name, kind, commitment (a or c), baseline, target, current
CASES = """
increase half way                              | increase | a | 0 | 100 | 50
increase at the baseline                       | increase | a | 100 | 200 | 100
increase at the target                         | increase | a | 100 | 200 | 200
increase beyond the target                     | increase | a | 100 | 200 | 260
increase below the baseline                    | increase | a | 100 | 200 | 80
increase far below the baseline                | increase | a | 100 | 200 | -400
increase at the stretch mark                   | increase | a | 100 | 200 | 170
increase one step below the stretch mark       | increase | a | 0 | 1000 | 694
increase from a negative baseline              | increase | a | -40 | 60 | 30
increase between two negative values           | increase | a | -80 | -20 | -38
increase through zero to zero                  | increase | a | -10 | 0 | -3
increase with a current value of zero          | increase | a | -5 | 5 | 0
increase from zero, nothing yet                | increase | a | 0 | 40 | 0
increase that does not end: a third            | increase | a | 0 | 3 | 1
increase that does not end: two thirds         | increase | a | 0 | 3 | 2
increase that does not end: minus a third      | increase | a | 0 | 3 | -1
increase that does not end: a seventh          | increase | a | 0 | 7 | 1
increase of a share                            | increase | a | 0.021 | 0.035 | 0.0308
increase of a large amount of money            | increase | a | 1250000.00 | 2000000.00 | 1775000.00
increase by the smallest step                  | increase | a | 0.01 | 0.02 | 0.017
increase of very large numbers | increase | a | 1000000000000000000 | 3000000000000000000 | 2400000000000000000
increase of very small numbers                 | increase | a | 0.000000000001 | 0.000000000003 | 0.000000000002
increase whose target lies below its baseline  | increase | a | 50 | 20 | 29
increase kept as a promise, target reached     | increase | c | 100 | 200 | 200
increase kept as a promise, almost             | increase | c | 0 | 1000 | 994
increase kept as a promise, at 0.7             | increase | c | 100 | 200 | 170
increase kept as a promise, below 0.7          | increase | c | 100 | 200 | 169
increase kept as a promise, beyond the target  | increase | c | 100 | 200 | 201
decrease half way                              | decrease | a | 48 | 24 | 36
decrease at the baseline                       | decrease | a | 48 | 24 | 48
decrease at the target                         | decrease | a | 48 | 24 | 24
decrease beyond the target                     | decrease | a | 48 | 24 | 12
decrease that got worse                        | decrease | a | 48 | 24 | 60
decrease to zero                               | decrease | a | 12 | 0 | 3
decrease below zero                            | decrease | a | 12 | 0 | -3
decrease from a positive to a negative value   | decrease | a | 30 | -20 | -5
decrease between two negative values           | decrease | a | -20 | -80 | -62
decrease whose target lies above its baseline  | decrease | a | 20 | 50 | 41
decrease kept as a promise, one step short     | decrease | c | 5 | 2 | 2.1
decrease kept as a promise, target reached     | decrease | c | 5 | 2 | 2
exact 0.7 that floats miss: 62.19 to 96.59     | increase | a | 62.19 | 96.59 | 86.27
exact 0.7 that floats miss: 53.05 to 60.85     | increase | a | 53.05 | 60.85 | 58.51
exact 0.7 that floats miss: 35.17 to 37.17     | increase | a | 35.17 | 37.17 | 36.57
exact 0.7 that floats miss: 9.76 to 41.46      | increase | a | 9.76 | 41.46 | 31.95
exact 0.7 that floats miss: -74.57 to -35.37   | increase | a | -74.57 | -35.37 | -47.13
exact 0.7 that floats miss: 87.11 down to 65.21| decrease | a | 87.11 | 65.21 | 71.78
exact 0.7 that floats miss: 94.11 down to 78.71| decrease | a | 94.11 | 78.71 | 83.33
exact 0.7 that floats miss, as a promise       | increase | c | 19.29 | 48.59 | 39.80
exact 0.4 that floats miss                     | increase | a | 57.37 | 72.62 | 63.47
half-up at 0.005                               | increase | a | 0 | 1000 | 5
half-up at 0.345                               | increase | a | 0 | 1000 | 345
half-up at 0.395 turns red into yellow         | increase | a | 0 | 1000 | 395
half-up at 0.695 turns yellow into green       | increase | a | 0 | 1000 | 695
half-up at 0.995 keeps a promise               | increase | c | 0 | 1000 | 995
just below 0.695                               | increase | a | 0 | 1000000000000 | 694999999999
just below 0.695, beyond 12 decimals           | increase | a | 0 | 100000000000000000000 | 69499999999999999999
just below 0.995 breaks a promise              | increase | c | 0 | 1000000000000 | 994999999999
exact 0.345 that floats miss                   | increase | a | 56.85 | 80.85 | 65.13
exact 0.345 that floats miss, downwards        | decrease | a | 65.60 | 1.60 | 43.52
exact 0.395 that floats miss                   | increase | a | 31.22 | 101.22 | 58.87
exact 0.395 that floats miss, below zero       | decrease | a | 4.17 | -69.83 | -25.06
exact 0.695 that floats miss                   | increase | a | 20.81 | 50.81 | 41.66
exact 0.695 that floats miss, downwards        | decrease | a | 26.06 | 22.06 | 23.28
exact 0.995 that floats miss                   | increase | c | 96.53 | 176.53 | 176.13
exact 0.995 that floats miss, below zero       | decrease | c | 13.20 | -38.80 | -38.54
exact 0.005 that floats miss                   | increase | a | 20.85 | 196.85 | 21.73
at least, exactly on the target                | at_least | c | null | 99.9 | 99.9
at least, better than the target               | at_least | c | null | 99.9 | 99.95
at least, worse and no baseline                | at_least | c | null | 99.9 | 99.89
at least, on the way from a baseline           | at_least | a | 80 | 90 | 87
at least, at the baseline                      | at_least | a | 80 | 90 | 80
at least, below the baseline                   | at_least | a | 80 | 90 | 75
at least, breached from a good baseline        | at_least | c | 99.95 | 99.9 | 99.8
at least, baseline on the target and held      | at_least | c | 90 | 90 | 90
at least, baseline on the target and breached  | at_least | c | 90 | 90 | 89
at least zero, at zero                         | at_least | a | null | 0 | 0
at most, exactly on the target                 | at_most | c | null | 2 | 2
at most, better than the target                | at_most | c | null | 2 | 0
at most, worse and no baseline                 | at_most | c | null | 2 | 2.01
at most, on the way from a baseline            | at_most | a | 10 | 4 | 5.8
at most, beyond the baseline                   | at_most | a | 10 | 4 | 13
at most, breached from a good baseline         | at_most | c | 1 | 2 | 3
at most zero, from a baseline                  | at_most | a | 8 | 0 | 2
between, inside                                | between | a | 60 | 80 | 71
between, on the lower bound                    | between | a | 60 | 80 | 60
between, on the upper bound                    | between | c | 60 | 80 | 80
between, below                                 | between | a | 60 | 80 | 59.99
between, above                                 | between | c | 60 | 80 | 80.01
between negative bounds                        | between | a | -5 | 5 | 0
between, bounds the other way round            | between | a | 80 | 60 | 70
between, bounds equal and hit                  | between | c | 3 | 3 | 3
milestone done                                 | milestone | c | null | null | 1
milestone not done                             | milestone | c | null | null | 0
milestone almost done is not done              | milestone | a | null | null | 0.9
milestone done twice over                      | milestone | a | null | null | 2
baseline found                                 | find_baseline | a | null | null | 37.5
baseline found to be zero                      | find_baseline | c | null | null | 0
baseline found to be negative                  | find_baseline | a | null | null | -4
stages, none reached                           | stages | a | null | null | 0
stages, first reached                          | stages | a | null | null | 0.3
stages, between the first and the second       | stages | a | null | null | 0.5
stages, second reached                         | stages | a | null | null | 0.7
stages, all reached                            | stages | a | null | null | 1
stages, all reached as a promise               | stages | c | null | null | 1.0
stages, second reached as a promise            | stages | c | null | null | 0.7
baseline equals target, increase               | increase | a | 40 | 40 | 40
baseline equals target, increase above both    | increase | a | 40 | 40 | 45
baseline equals target, decrease               | decrease | c | 0 | 0 | 0
baseline equals target in another notation     | increase | a | 1.50 | 1.5 | 2
no current, increase                           | increase | a | 100 | 200 | null
no current, decrease                           | decrease | c | 48 | 24 | null
no current, at most                            | at_most | c | null | 2 | null
no current, between                            | between | a | 60 | 80 | null
no current, milestone                          | milestone | c | null | null | null
no current, stages                             | stages | a | null | null | null
no current, baseline not found yet             | find_baseline | a | null | null | null
no baseline, increase                          | increase | a | null | 200 | 150
no baseline and no current                     | increase | a | null | 200 | null
no target, decrease                            | decrease | a | 48 | null | 30
no target, at least                            | at_least | a | 80 | null | 85
no target, between                             | between | a | 60 | null | 70
no baseline, between                           | between | a | null | 80 | 70
final, no current, increase                    | increase | a | 100 | 200 | null | final
final, no current, committed at most           | at_most | c | null | 2 | null | final
final, no current, milestone                   | milestone | c | null | null | null | final
final, no current, baseline not found          | find_baseline | a | null | null | null | final
final, no current and no target                | increase | a | 100 | null | null | final
final, no current and baseline equals target   | decrease | a | 40 | 40 | null | final
final, current at the stretch mark             | increase | a | 100 | 200 | 170 | final
"""
STAGES = [["0.3", "pilot signed"], ["0.7", "live with one client"], ["1.0", "live with all"]]
COMMITMENTS = {"a": "aspirational", "c": "committed"}
PLACES = 12

# Per case: objectives as (weight, status, key results); key results as (weight, status, commitment, score or null).
ROLL_UPS = {
    "equal weights": [("1", "active", [("1", "active", "a", "0.70"), ("1", "active", "a", "0.40")])],
    "weights of 3 and 1": [("1", "active", [("3", "active", "a", "1.00"), ("1", "active", "a", "0.20")])],
    "a weight of 0 does not count": [("1", "active", [("0", "active", "a", "1.00"), ("1", "active", "a", "0.20")])],
    "all weights 0: no score": [("1", "active", [("0", "active", "a", "1.00"), ("0", "active", "a", "0.20")])],
    "only the weightless one is graded": [("1", "active", [("0", "active", "a", "0.50"), ("2", "active", "a", None)])],
    "a weight is a decimal": [("1", "active", [("0.5", "active", "a", "0.30"), ("1.5", "active", "a", "0.90")])],
    "what is not graded stays out": [("1", "active", [("1", "active", "a", "0.80"), ("5", "active", "a", None)])],
    "nothing graded: no score": [("1", "active", [("1", "active", "a", None)])],
    "an objective without key results": [("1", "active", []), ("1", "active", [("1", "active", "a", "0.60")])],
    "replaced and dropped stay out": [
        ("1", "active", [("1", "active", "a", "0.90"), ("1", "replaced", "a", "0.10"), ("1", "dropped", "a", "0.00")])
    ],
    "only dropped key results: no score": [("1", "active", [("1", "dropped", "a", "0.90")])],
    "a mean of 0.695 is rounded half-up": [
        ("1", "active", [("1", "active", "a", "0.70"), ("1", "active", "a", "0.69")])
    ],
    "a mean of thirds": [
        ("1", "active", [("1", "active", "a", "0.50"), ("1", "active", "a", "0.50"), ("1", "active", "a", "0.51")])
    ],
    "objectives weigh 2 and 1": [
        ("2", "active", [("1", "active", "a", "0.90")]),
        ("1", "active", [("1", "active", "a", "0.30")]),
    ],
    "all objectives weigh 0: no overall": [("0", "active", [("1", "active", "a", "0.90")])],
    "a dropped objective stays out of the overall": [
        ("1", "active", [("1", "active", "a", "0.80")]),
        ("1", "dropped", [("1", "active", "a", "0.10"), ("1", "active", "a", None)]),
    ],
    "a replaced objective stays out of the overall": [
        ("1", "replaced", [("1", "active", "a", "1.00")]),
        ("1", "active", [("1", "active", "a", "0.50")]),
    ],
    "means of rounded means": [
        ("1", "active", [("1", "active", "a", "0.33"), ("1", "active", "a", "0.34")]),
        ("1", "active", [("1", "active", "a", "0.35")]),
    ],
    "all promises: 0.7 is yellow": [("1", "active", [("1", "active", "c", "1.00"), ("1", "active", "c", "0.40")])],
    "all promises kept": [("1", "active", [("1", "active", "c", "1.00"), ("2", "active", "c", "1.00")])],
    "a stretch among promises: 0.7 is green": [
        ("1", "active", [("1", "active", "c", "1.00"), ("1", "active", "a", "0.40")])
    ],
    "a dropped stretch leaves only promises": [
        ("1", "active", [("1", "active", "c", "0.90"), ("1", "dropped", "a", "0.90")])
    ],
    "no objectives": [],
}


def scaled(*texts):
    """The numbers as integers over one common power of ten, and that power."""
    places = max(len(text.partition(".")[2]) for text in texts)
    return [int(text.replace(".", "") + "0" * (places - len(text.partition(".")[2]))) for text in texts], 10**places


def ratio(kind, baseline, target, stages, current):
    """Progress as (numerator, denominator > 0), or the field that stands in the way."""
    if baseline is None and kind in ("increase", "decrease", "between"):
        return "baseline"
    if target is None and kind in ("increase", "decrease", "between", "at_least", "at_most"):
        return "target"
    if kind in ("milestone", "stages", "find_baseline"):
        return ratio_without_target(kind, stages, current)
    (b, t, c), _ = scaled(target if baseline is None else baseline, target, current)
    good_side = {"at_least": 1, "at_most": -1}.get(kind)
    result: tuple[int, int] | str
    if kind == "between":
        result = (int(min(b, t) <= c <= max(b, t)), 1)
    elif good_side and good_side * c >= good_side * t:
        result = (1, 1)
    elif good_side and good_side * b >= good_side * t:
        result = (0, 1)
    elif b == t:
        result = "target"
    else:
        result = (c - b, t - b) if t > b else (b - c, b - t)
    return result


def ratio_without_target(kind, stages, current):
    if kind == "find_baseline":
        return (1, 1)
    if kind == "milestone":
        (c, one), _ = scaled(current, "1")
        return (int(c >= one), 1)
    return stage_reached(stages, current)


def stage_reached(stages, current):
    (*scores, c), unit = scaled(*(stage["score"] for stage in stages), current)
    return (max([s for s in scores if s <= c], default=0), unit)


def text(units, places, *, keep=False):
    """An integer count of 10^-places as a decimal text; with `keep` all places are shown."""
    digits = str(abs(units)).rjust(places + 1, "0")
    whole, part = digits[:-places], digits[-places:]
    part = part if keep else part.rstrip("0")
    return ("-" if units < 0 else "") + whole + ("." + part if part else "")


def hundredths(numerator, denominator):
    """The ratio clamped to 0..1, in hundredths, rounded half-up: floor of the ratio plus half a hundredth."""
    clamped = min(max(numerator, 0), denominator)
    return (200 * clamped + denominator) // (2 * denominator)


def colour(points, commitment):
    yellow, green = {"aspirational": (40, 70), "committed": (70, 100)}[commitment]
    return "green" if points >= green else "yellow" if points >= yellow else "red"


def case(line):
    name, kind, commitment, baseline, target, current, *rest = (cell.strip() for cell in line.split("|"))
    baseline, target, current = (None if cell == "null" else cell for cell in (baseline, target, current))
    stages = [{"score": points, "name": reached} for points, reached in STAGES] if kind == "stages" else []
    given = {
        "name": name,
        "kind": kind,
        "commitment": COMMITMENTS[commitment],
        "baseline": baseline,
        "target": target,
        "stages": stages,
        "current": current,
        "final": rest == ["final"],
    }
    found = ratio(kind, baseline, target, stages, current or "0")
    if current is None and not isinstance(found, str):
        found = (0, 1) if given["final"] else "current"
    if isinstance(found, str):
        return given | {"expected": {"ungraded": found}}
    numerator, denominator = found
    points = hundredths(numerator, denominator)
    expected = {
        "progress": text(10**PLACES * numerator // denominator, PLACES),
        "score": text(points, 2, keep=True),
        "band": colour(points, given["commitment"]),
    }
    return given | {"expected": expected}


def mean(weighted):
    """The weighted mean of scores in hundredths, None when there is none; weights are texts."""
    known = [(weight, points) for weight, points in weighted if points is not None]
    if not known:
        return None
    weights, _ = scaled(*(weight for weight, _ in known))
    total = sum(weights)
    return hundredths(sum(w * p for w, (_, p) in zip(weights, known, strict=True)), 100 * total) if total else None


def summary(points, commitments, scores):
    """What is said of `scores`, in hundredths, whose mean is `points`."""
    commitment = "committed" if set(commitments) == {"committed"} else "aspirational"
    return {
        "score": None if points is None else text(points, 2, keep=True),
        "band": None if points is None else colour(points, commitment),
        "graded": len(scores) - scores.count(None),
        "met": sum(p is not None and colour(p, own) == "green" for p, own in zip(scores, commitments, strict=True)),
        "total": len(scores),
    }


def roll_up(name, objectives):
    given, expected, counted = [], [], []
    for weight, status, key_results in objectives:
        names = ("weight", "status", "commitment", "score")
        rows = [dict(zip(names, (w, s, COMMITMENTS[c], p), strict=True)) for w, s, c, p in key_results]
        active = [row for row in rows if row["status"] == "active"]
        scores = [None if row["score"] is None else scaled(row["score"], "0.01")[0][0] for row in active]
        points = mean([(row["weight"], p) for row, p in zip(active, scores, strict=True)])
        commitments = [row["commitment"] for row in active]
        given.append({"weight": weight, "status": status, "key_results": rows})
        expected.append(summary(points, commitments, scores))
        if status == "active":
            counted.append((weight, points, commitments, scores))
    overall = summary(
        mean([(weight, points) for weight, points, *_ in counted]),
        [commitment for *_, commitments, _ in counted for commitment in commitments],
        [points for *_, scores in counted for points in scores],
    )
    return {"name": name, "objectives": given, "expected": {"objectives": expected, "overall": overall}}


def vectors():
    """The whole document."""
    return {
        "about": ABOUT,
        "key_results": [case(line) for line in CASES.strip().splitlines()],
        "roll_up": [roll_up(name, objectives) for name, objectives in ROLL_UPS.items()],
    }


def as_text(document):
    """The document with one case a line, so that a change shows as the cases it changes."""
    sections = []
    for name, section in document.items():
        rows = section.items() if isinstance(section, dict) else ((None, row) for row in section)
        lines = [("" if key is None else f"{json.dumps(key)}: ") + json.dumps(row) for key, row in rows]
        left, right = "{}" if isinstance(section, dict) else "[]"
        sections.append(f'  "{name}": {left}\n    ' + ",\n    ".join(lines) + f"\n  {right}")
    return "{\n" + ",\n".join(sections) + "\n}\n"


if __name__ == "__main__":
    VECTORS.write_text(as_text(vectors()), encoding="utf-8")
