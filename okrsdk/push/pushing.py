"""A push: the calls in their order, what each made remembered before the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, OkrError, SheetsError, UnavailableError
from okrsdk.interchange.exporters.api_calls import found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.interchange.exporters.api_calls import ApiCall
    from okrsdk.push.client import PushClient
    from okrsdk.push.state import PushState


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a call.

    Attributes:
        call: the call.
        not_found: what a look-up did not find, by its keys.
    """

    call: ApiCall
    not_found: tuple[str, ...] = ()


def calls_left(calls: Sequence[ApiCall], state: PushState) -> tuple[ApiCall, ...]:
    """The calls without those that were made before and must not be made twice."""
    return tuple(call for call in calls if not (call.once and call.key in state.made))


def push(calls: Sequence[ApiCall], client: PushClient, state: PushState) -> Iterator[Done]:
    """Makes the calls that are left one after the other, and gives each when it is done.

    Raises:
        ConfigError: an earlier push left something in doubt, or the tool refused a call.
        OkrError: as of `PushClient.send`. What was done before is remembered; pushing again goes on from there.
    """
    if state.in_doubt:
        raise _in_doubt(state, client.program)
    ids = dict(state.made)
    for call in calls_left(calls, state):
        _refuse_unknown(call, ids, client.program)
        answer = _made(call, client, state, ids) if call.once else client.send(call, ids)
        new = _ids_in(call, answer)
        ids.update(new)
        yield Done(call=call, not_found=tuple(key for key in call.gives if key not in new))


def refuse_without_ids(assessment: Assessment) -> None:
    """Refuses OKRs in which a record has no ID, as a second push could not know it again.

    Raises:
        ConfigError: one has none.
    """
    okr_set = assessment.okr_set
    unnamed = sum(not id_ for id_ in (*(o.id for o in okr_set.objectives), *(kr.id for kr in okr_set.key_results)))
    if unnamed:
        noun = "record has" if unnamed == 1 else "records have"
        raise ConfigError(
            f"{unnamed} {noun} no ID, so a second push would make them again. `okr grade` gives the records of a "
            "workbook their IDs; in a document write `id: O1`, `id: O1-KR1`."
        )


def _refuse_unknown(call: ApiCall, ids: Mapping[str, str], program: str) -> None:
    unknown = [key for key in call.needs if key not in ids]
    if unknown:
        raise ConfigError(f"{program} has no {', '.join(unknown)}, which is needed to {call.says}.")


def _made(call: ApiCall, client: PushClient, state: PushState, ids: dict[str, str]) -> object:
    state.begin(call.key)
    try:
        answer = client.send(call, ids)
    except OkrError as error:
        if not (isinstance(error, SheetsError) and error.may_be_done):
            state.withdraw(call.key)
        raise
    new = _ids_in(call, answer)
    if len(new) < len(call.gives):
        message = f"{client.program} did not say the ID of {call.key}, so it is not known whether it was made."
        raise UnavailableError(message, may_be_done=True)
    state.finish(call.key, new)
    return answer


def _ids_in(call: ApiCall, answer: object) -> dict[str, str]:
    values = {key: found(answer, steps) for key, steps in call.gives.items()}
    return {key: str(value) for key, value in values.items() if value is not None and value != ""}


def _in_doubt(state: PushState, program: str) -> ConfigError:
    first = state.in_doubt[0]
    return ConfigError(
        f"The last push had no answer for {', '.join(state.in_doubt)}, so it may be in {program} already. Look there, "
        f"and say what you found: --settle '{first}=ID', or --settle '{first}=none' where it is not there."
    )
