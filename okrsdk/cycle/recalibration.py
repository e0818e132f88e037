"""Recalibration: what changes in mid-cycle, each time with a reason, and nothing of what was is lost.

A moment asks for it (`okrsdk.rules.answers`): the work changes, the key result does, or it is kept with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Severity, Table
from okrsdk.language.amount_text import amount_text
from okrsdk.language.filling import filled
from okrsdk.language.percentages import percent_factor
from okrsdk.language.restating import restated
from okrsdk.model import Change, Commitment, Decision, KeyResult, Kind, OkrSet, Status
from okrsdk.rules import STANDARD, Form, check
from okrsdk.rules.answers import ASK_FOR_A_DECISION
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from okrsdk.findings import Finding
    from okrsdk.rules import Policy

_LISTED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something changes, on which day, by whose word.

    Attributes:
        why: the reason; without one nothing changes.
        on: the day of the decision.
        by: who decides.
    """

    why: str
    on: date
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalibration:
    """A decision and what it makes of the key result.

    Attributes:
        decision: what the log says.
        before: the key result as it was.
        after: the same as it is then; equal to `before` where it is kept.
        new: the key result that takes its place; None unless it is replaced.
    """

    decision: Decision
    before: KeyResult
    after: KeyResult
    new: KeyResult | None = None


def replaced(okr_set: OkrSet, key_result_id: str, sentence: str, *, new_id: str, reason: Reason) -> Recalibration:
    """The key result with its successor, whose columns are what its sentence says.

    The old one is no longer counted; it keeps its row, its score and its check-ins. The new one is of the same
    objective, owner, commitment and weight.

    Args:
        okr_set: the OKRs.
        key_result_id: the key result.
        sentence: what takes its place, as people write it: metric, from baseline to target, by when.
        new_id: the ID of the new one.
        reason: why.

    Raises:
        InvalidOkrError: there is no such active key result, the cycle is closed, no reason is given, or the sentence
            is blank or what the key result says already.
    """
    old = changeable(okr_set, key_result_id, reason)
    words = " ".join(sentence.split())
    if not words:
        raise InvalidOkrError(text("The sentence of the new key result is blank. Nothing was written."))
    if words == " ".join(old.text.split()):
        raise InvalidOkrError(
            text("The sentence of the new key result is what {id} says already. Nothing was written.", id=old.id)
        )
    new = KeyResult(
        id=new_id,
        objective_id=old.objective_id,
        text=words,
        owner=old.owner,
        commitment=old.commitment,
        weight=old.weight,
    )
    decision = _decision(old, Change.REPLACED, reason, before=old.text, after=f"{new_id}: {words}")
    after = replace(old, status=Status.REPLACED, replaced_by=new_id)
    return Recalibration(decision=decision, before=old, after=after, new=filled(new, cycle=okr_set.cycle))


def dropped(okr_set: OkrSet, key_result_id: str, *, reason: Reason) -> Recalibration:
    """The key result dropped: it is no longer counted, and keeps its row, its score and its check-ins.

    Args:
        okr_set: the OKRs.
        key_result_id: the key result.
        reason: why.

    Raises:
        InvalidOkrError: there is no such active key result, the cycle is closed, or no reason is given.
    """
    old = changeable(okr_set, key_result_id, reason)
    decision = _decision(old, Change.DROPPED, reason, before=old.text)
    return Recalibration(decision=decision, before=old, after=replace(old, status=Status.DROPPED))


def retargeted(
    okr_set: OkrSet, key_result_id: str, target: Decimal, *, reason: Reason, policy: Policy | None = None
) -> Recalibration:
    """The key result with another target, in its sentence too where that says the old one.

    Args:
        okr_set: the OKRs.
        key_result_id: the key result.
        target: the new target, in its unit.
        reason: why.
        policy: which signals are raised; by default that of the client.

    Raises:
        InvalidOkrError: there is no such active key result, the cycle is closed, no reason is given, or it has no
            target, this very one, this one as its baseline, or its baseline between the old one and this one.
    """
    old = changeable(okr_set, key_result_id, reason)
    before = _target_before(old, target)
    moved = replace(old, target=target)
    decision = _decision(
        old,
        Change.RETARGETED,
        reason,
        before=_amount(old, before),
        after=_amount(old, target),
        answers=open_signals(okr_set, old.id, on=reason.on, policy=policy),
    )
    after = replace(moved, text=restated(old.text, old, moved, locale=okr_set.locale or None))
    return Recalibration(decision=decision, before=old, after=after)


def _target_before(old: KeyResult, target: Decimal) -> Decimal:
    """The target so far of a key result that may get another one.

    Raises:
        InvalidOkrError: it has none, this very one, this one as its baseline, or its baseline between the two.
    """
    if old.target is None:
        raise InvalidOkrError(
            text(
                "{id} has no target: it is of kind {kind}. Replace it instead: okr replace.",
                id=old.id,
                kind=str(old.kind),
            )
        )
    if target == old.target:
        raise InvalidOkrError(
            text("{target} is the target of {id} already. Nothing was written.", target=_amount(old, target), id=old.id)
        )
    if target == old.baseline:
        raise InvalidOkrError(
            text(
                "{target} is the baseline of {id}, so that there would be no way to go. Nothing was written.",
                target=_amount(old, target),
                id=old.id,
            )
        )
    if _turns(old, target):
        raise InvalidOkrError(
            text(
                "{target} is on the other side of the baseline of {id}, which is to {kind}: what counts as progress "
                "would turn round. Nothing was written. Replace it instead: okr replace.",
                target=_amount(old, target),
                id=old.id,
                kind=str(old.kind),
            )
        )
    return old.target


def _turns(old: KeyResult, target: Decimal) -> bool:
    """Whether a key result that goes up would have to go down from now on, or the other way round."""
    if old.kind not in (Kind.INCREASE, Kind.DECREASE) or old.baseline is None or old.target is None:
        return False
    return (old.target > old.baseline) != (target > old.baseline)


def reassigned(okr_set: OkrSet, key_result_id: str, owner: str, *, reason: Reason) -> Recalibration:
    """The key result with another owner.

    Args:
        okr_set: the OKRs.
        key_result_id: the key result.
        owner: who owns it from now on.
        reason: why.

    Raises:
        InvalidOkrError: there is no such active key result, the cycle is closed, no reason is given, or nobody is
            named, or who owns it already.
    """
    old, owner = changeable(okr_set, key_result_id, reason), " ".join(owner.split())
    if owner in ("", old.owner):
        owned = old.owner or text("nobody")
        raise InvalidOkrError(text("Say who owns {id} from now on: it is {owner} so far.", id=old.id, owner=owned))
    decision = _decision(old, Change.REASSIGNED, reason, before=old.owner, after=owner)
    return Recalibration(decision=decision, before=old, after=replace(old, owner=owner))


def recommitted(okr_set: OkrSet, key_result_id: str, commitment: Commitment, *, reason: Reason) -> Recalibration:
    """The key result with another commitment, and so another pass mark.

    Args:
        okr_set: the OKRs.
        key_result_id: the key result.
        commitment: aspirational or committed.
        reason: why.

    Raises:
        InvalidOkrError: there is no such active key result, the cycle is closed, no reason is given, or it is that
            already.
    """
    old = changeable(okr_set, key_result_id, reason)
    if commitment is old.commitment:
        raise InvalidOkrError(
            text("{id} is {commitment} already. Nothing was written.", id=old.id, commitment=str(commitment))
        )
    decision = _decision(old, Change.RECOMMITTED, reason, before=str(old.commitment), after=str(commitment))
    return Recalibration(decision=decision, before=old, after=replace(old, commitment=commitment))


def kept(
    okr_set: OkrSet, key_result_id: str, *, reason: Reason, work: str = "", policy: Policy | None = None
) -> Recalibration:
    """The key result as it is, with the reason: what asked for a decision about it is answered and raised no more.

    Args:
        okr_set: the OKRs.
        key_result_id: the key result.
        reason: why.
        work: what changes in the work for it instead.
        policy: which signals are raised; by default that of the client.

    Raises:
        InvalidOkrError: there is no such active key result, the cycle is closed, no reason is given, nothing asks for
            a decision about it on that day, or the log has this one already.
    """
    old = changeable(okr_set, key_result_id, reason)
    signals = open_signals(okr_set, old.id, on=reason.on, policy=policy)
    if not signals and not work.strip():
        raise InvalidOkrError(
            text(
                "Nothing asks for a decision about {id} on {day}, so there is nothing to answer. To note that the work "
                "for it changes, say how (--work).",
                id=old.id,
                day=reason.on,
            )
        )
    change = Change.WORK if work.strip() else Change.KEPT
    decision = _decision(old, change, reason, after=work, answers=signals or _NO_SIGNAL)
    if not signals and replace(decision, answers="") in (replace(own, answers="") for own in okr_set.decisions):
        raise InvalidOkrError(
            text("The log has this very decision about {id} already. Nothing was written.", id=old.id)
        )
    return Recalibration(decision=decision, before=old, after=old)


def open_signals(okr_set: OkrSet, key_result_id: str, *, on: date, policy: Policy | None = None) -> tuple[str, ...]:
    """The codes of the signals that ask for a decision about a key result on a day, and have none yet."""
    found = check(okr_set, policy=policy, on=on)
    return tuple(one.code for one in found if one.code in ASK_FOR_A_DECISION and one.location.record == key_result_id)


def doubts(found: Recalibration) -> tuple[Finding, ...]:
    """What is doubtful about the sentence of a key result that takes another's place; hints are left out."""
    if found.new is None:
        return ()
    about = check(OkrSet(key_results=(found.new,)), policy=STANDARD, form=Form.TEXT)
    return tuple(one for one in about if one.location.table is Table.KEY_RESULTS and one.severity is not Severity.INFO)


_NO_SIGNAL = ("-",)
"""What is noted of a decision that answers no signal, since a blank cell answers all."""


def changeable(okr_set: OkrSet, key_result_id: str, reason: Reason) -> KeyResult:
    """The key result that is to change, by its ID in capitals or not.

    Raises:
        InvalidOkrError: there is no such active key result, the cycle is closed, or no reason is given.
    """
    known = {one.id.casefold(): one for one in reversed(okr_set.key_results) if one.id}
    found = known.get(key_result_id.casefold())
    if found is None:
        ids = [one.id for one in okr_set.key_results if one.is_active and one.id][:_LISTED]
        if not ids:
            none = text(
                "There is no key result {id}. There are none with an ID yet: grade the workbook first, which assigns "
                "them.",
                id=key_result_id,
            )
            raise InvalidOkrError(none)
        raise InvalidOkrError(
            text("There is no key result {id}. There are {ids}.", id=key_result_id, ids=", ".join(ids))
        )
    if not found.is_active:
        raise InvalidOkrError(_changed_already(found))
    if not reason.why.strip():
        raise InvalidOkrError(
            text("Say why {id} changes (--why): the reason is what the next cycle learns from.", id=found.id)
        )
    if okr_set.closed_on is not None:
        raise InvalidOkrError(
            text(
                "The cycle was closed on {day}. To change its OKRs all the same, open it again: okr reopen.",
                day=okr_set.closed_on,
            )
        )
    return found


def _changed_already(found: KeyResult) -> str:
    if found.status is Status.DROPPED:
        return text("{id} was dropped already. Nothing was written.", id=found.id)
    if not found.replaced_by:
        return text("{id} was replaced already. Nothing was written.", id=found.id)
    return text("{id} was replaced by {new} already. Nothing was written.", id=found.id, new=found.replaced_by)


def _amount(key_result: KeyResult, value: Decimal) -> str:
    return amount_text(value, key_result.unit, factor=percent_factor(key_result))


def _decision(
    old: KeyResult, change: Change, reason: Reason, *, before: str = "", after: str = "", answers: Sequence[str] = ()
) -> Decision:
    return Decision(
        day=reason.on,
        key_result_id=old.id,
        change=change,
        before=before.strip(),
        after=after.strip(),
        why=" ".join(reason.why.split()),
        by=reason.by.strip(),
        answers=" ".join(answers),
    )
