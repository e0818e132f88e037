"""Key results whose source says how far they are: the share of the way as a current value.

The meaning of progress, where there is no current value: on a way with two known ends it is the value at that share of
it; a key result without any number is measured in percent of itself, from 0 to 100 %; where one end is missing it
says nothing for sure, and stays beside the key result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Context, Decimal

from okrsdk.findings import Finding, Location, RuleInfo, Table
from okrsdk.interchange.importers.field_values import with_kind
from okrsdk.interchange.importers.import_rules import PROGRESS_WITHOUT_WAY, UNREAD_CELL, UNSURE_SCALE
from okrsdk.interchange.importers.measures import has_number, states_change
from okrsdk.interchange.importers.source_table import text_of
from okrsdk.interchange.importers.source_values import Manner, bare_number, is_of_another_scale, read_share
from okrsdk.language.currencies import shown_unit
from okrsdk.language.filling import filled
from okrsdk.language.sentence import parse_key_result
from okrsdk.model import KeyResult, Kind, OkrSet

_FIGURES = 12
_BOTH_ENDS = 2
_HUNDRED = 100
_MOST = 100  # a hundred times the way: more is a slip
_TO_BE_GRADED = (Kind.INCREASE, Kind.DECREASE, Kind.AT_LEAST, Kind.AT_MOST)


def with_progress(okr_set: OkrSet, shares: Mapping[int, tuple[object, Manner]]) -> tuple[OkrSet, list[Finding]]:
    """The OKRs with what the sentences say in blank columns and with current values for progress, and the doubts.

    Args:
        okr_set: the OKRs as their columns say them.
        shares: by position of a key result the cell with its progress, and how its table is written.
    """
    findings: list[Finding] = []
    key_results = []
    for position, key_result in enumerate(okr_set.key_results):
        whole = _directed(_with_change(filled(key_result, cycle=okr_set.cycle)), key_result)
        if position in shares:
            cell, manner = shares[position]
            whole = _with_current(whole, position, cell, manner, findings)
        key_results.append(whole)
    return replace(okr_set, key_results=tuple(key_results)), [*findings, *_values_perhaps(key_results, shares)]


def _values_perhaps(key_results: Sequence[KeyResult], shares: Mapping[int, tuple[object, Manner]]) -> Iterator[Finding]:
    """The doubts of progress that may as well be current values: every one of 100 lies between both ends of its way."""
    found = []
    for position, (cell, manner) in shares.items():
        one, bare = key_results[position], bare_number(cell, manner)
        if bare is None or manner.progress_scale != _HUNDRED or one.baseline is None or one.target is None:
            continue
        low, high = sorted((one.baseline, one.target))
        if not low < bare < high or one.current == bare:
            return
        found.append((position, one, text_of(cell)))
    for position, one, shown in found:
        place = Location(table=Table.KEY_RESULTS, record=one.id or None, position=position)
        message = f"Progress is {shown}, read as {shown} % of the way; it lies between baseline and target as well."
        cure = f"Write it as {shown} %, or call its column Current if it is the value itself."
        yield UNSURE_SCALE.finding(place, message, cure)


def with_progress_of_check_ins(okr_set: OkrSet, shares: Mapping[int, tuple[object, Manner]]) -> OkrSet:
    """The OKRs with values for check-ins that say a progress alone, on a way whose two ends are known.

    Args:
        okr_set: the OKRs.
        shares: by position of a check-in the cell with its progress, and how its table is written.
    """
    if not shares:
        return okr_set
    by_id = {one.id: one for one in okr_set.key_results}
    check_ins = list(okr_set.check_ins)
    for position, (cell, manner) in shares.items():
        one = check_ins[position]
        key_result = by_id.get(one.key_result_id)
        share = read_share(cell, manner.progress_scale, manner)
        if key_result is not None and share is not None and one.value is None and abs(share) <= _MOST:
            check_ins[position] = replace(one, value=_at(share, key_result))
    return replace(okr_set, check_ins=tuple(check_ins))


def _at(share: Decimal, key_result: KeyResult) -> Decimal | None:
    """The value at a share of the way of a key result; None where one of its ends is not known."""
    if key_result.kind not in _TO_BE_GRADED or key_result.baseline is None or key_result.target is None:
        return None
    return _rounded(key_result.baseline + share * (key_result.target - key_result.baseline))


def _with_change(key_result: KeyResult) -> KeyResult:
    """The key result with the two amounts of a sentence that goes from one to the other in another language."""
    if key_result.baseline is not None or key_result.target is not None or not states_change(key_result.text):
        return key_result
    found = parse_key_result(key_result.text, None).amounts
    if len(found) != _BOTH_ENDS or any(one.value is None for one in found):
        return key_result
    first, last = found
    unit = last.unit or first.unit
    start, end = ((one.value or Decimal(0)) / (100 if unit == "%" else 1) for one in found)
    if first.unit not in ("", unit) or start == end:
        return key_result
    kind = Kind.DECREASE if end < start else Kind.INCREASE
    return replace(key_result, baseline=start, target=end, unit=key_result.unit or shown_unit(unit), kind=kind)


def _directed(key_result: KeyResult, written: KeyResult) -> KeyResult:
    """The key result with the direction of its numbers, where neither its columns nor its words say one."""
    if written.kind is not Kind.INCREASE or key_result.kind is not Kind.INCREASE:
        return key_result
    values = with_kind({"baseline": key_result.baseline, "target": key_result.target}, key_result.text)
    kind = values.get("kind")
    return replace(key_result, kind=kind) if isinstance(kind, Kind) else key_result


def _with_current(
    key_result: KeyResult, position: int, cell: object, manner: Manner, findings: list[Finding]
) -> KeyResult:
    if key_result.current is not None:
        return key_result
    place = Location(table=Table.KEY_RESULTS, record=key_result.id or None, position=position)
    share, doubt = _share(key_result, cell, manner)
    if doubt is not None:
        rule, message, cure = doubt
        findings.append(rule.finding(place, message, cure))
    if share is None:
        return key_result
    if key_result.kind is Kind.MILESTONE and share in (0, 1):
        return replace(key_result, current=share)
    is_blank = key_result.baseline is None and key_result.target is None
    if is_blank and key_result.kind in _TO_BE_GRADED and not has_number(key_result.text):
        return replace(
            key_result,
            metric=key_result.metric or "progress",
            unit="%",
            kind=Kind.INCREASE,
            baseline=Decimal(0),
            target=Decimal(1),
            current=_rounded(share),
        )
    current = _at(share, key_result)
    if current is not None:
        return replace(key_result, current=current)
    missing = "the baseline" if key_result.baseline is None else "the target"
    message = f"Progress is {text_of(cell)}, and {missing} is not known, so Current stays blank."
    findings.append(PROGRESS_WITHOUT_WAY.finding(place, message, f"Write {missing}, or the current value."))
    return key_result


def _share(
    key_result: KeyResult, cell: object, manner: Manner
) -> tuple[Decimal | None, tuple[RuleInfo, str, str] | None]:
    """The share of the way that a cell says, and what is doubtful about it."""
    shown = text_of(cell)
    share, bare = read_share(cell, manner.progress_scale, manner), bare_number(cell, manner)
    if bare is not None and manner.progress_scale is not None and is_of_another_scale(bare, manner.progress_scale):
        message = f"Progress is {shown} beside others of 100: that may be a share of the way, or less than 1 % of it."
        return None, (UNSURE_SCALE, message, f"Write it with its sign, such as {bare * 100:f} % or {bare:f} %.")
    if share is None or abs(share) > _MOST:
        message = f'Progress is "{shown}", which is no share for sure.'
        return None, (UNREAD_CELL, message, "Write it as 40 %, or the current value into Current.")
    if bare == 1 and manner.progress_scale is None and key_result.kind is not Kind.MILESTONE:
        message = "Progress is 1, read as all of the way; nothing tells whether 1 % of it is meant."
        return share, (UNSURE_SCALE, message, "Write it with its sign: 100 % or 1 %.")
    return share, None


def _rounded(value: Decimal) -> Decimal:
    """The value with at most 12 figures and without zeros behind it."""
    rounded = Context(prec=_FIGURES).plus(value)
    is_whole = rounded == rounded.to_integral_value() and rounded.adjusted() < _FIGURES
    return rounded.quantize(Decimal(1)) if is_whole else rounded.normalize()
