"""Who runs the units: threads of this process, or any engine that keeps the same promise."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from okrsdk.provision.unit import UnitResult, UnitTools, run

if TYPE_CHECKING:
    from okrsdk.provision.unit import UnitRequest

THREADS = 4
"""One thread fills a person's quota of 60 writes a minute already where an answer takes a second."""


class WorkPool(Protocol):
    """Runs units somewhere, at least once each."""

    def submit(self, request: UnitRequest) -> None:
        """Has a unit run."""

    def next_result(self, timeout: float | None) -> UnitResult | None:
        """The result of any unit that is done, after `timeout` seconds at most; None where none was."""

    def close(self) -> None:
        """Ends: units that were not begun are left, those that were are waited for."""


@dataclass(slots=True)
class ThreadPool:
    """Units run by threads of this process.

    Args:
        tools: what they work with.
        threads: how many.
    """

    tools: UnitTools
    threads: int = THREADS
    _todo: queue.SimpleQueue[UnitRequest | None] = field(default_factory=queue.SimpleQueue)
    _done: queue.SimpleQueue[UnitResult | BaseException] = field(default_factory=queue.SimpleQueue)
    _running: list[threading.Thread] = field(default_factory=list)

    def submit(self, request: UnitRequest) -> None:
        """Has a unit run."""
        if len(self._running) < self.threads:
            thread = threading.Thread(target=self._work, name=f"provision-{len(self._running)}", daemon=True)
            self._running.append(thread)
            thread.start()
        self._todo.put(request)

    def next_result(self, timeout: float | None) -> UnitResult | None:
        """The result of any unit that is done, after `timeout` seconds at most; None where none was."""
        try:
            found = self._done.get(timeout=timeout)
        except queue.Empty:
            return None
        if isinstance(found, BaseException):
            raise found
        return found

    def close(self) -> None:
        """Ends: units that were not begun are left, those that were are waited for."""
        while True:
            try:
                self._todo.get_nowait()
            except queue.Empty:
                break
        for _ in self._running:
            self._todo.put(None)
        for thread in self._running:
            thread.join()
        self._running.clear()

    def _work(self) -> None:
        while (request := self._todo.get()) is not None:
            try:
                self._done.put(run(request, self.tools))
            except BaseException as error:  # it is raised again where results are waited for
                self._done.put(error)
