"""Policies: which rules hold, how bad their findings are, and the limits on which the sources disagree."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.grading import STRETCH
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.findings import Severity
    from okrsdk.grading import PacePolicy


CHALLENGE_RULES = ("A416", "A417")
"""Whether each objective answers a challenge, and each challenge is answered: the company policy alone asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of a policy.

    Attributes:
        max_objectives: most objectives a cycle should have.
        min_key_results: fewest key results of an objective.
        max_key_results: most key results of an objective.
        max_objective_words: most words of an objective's sentence.
        max_key_result_words: most words of a key result's sentence.
        max_cost_share: largest cost per acquisition, as a share of what a customer is worth.
        trivial_change: smallest change worth a stretch, as a share of the baseline.
        absurd_multiple: largest multiple of the baseline that is still believed.
        low_confidence: confidence at or below which a key result, or the work, is to change.
        pivot_week: the week of a 13-week quarter from which that holds; other cycles in proportion.
        check_in_days: days from one check-in to the next.
        grace_days: so many days late still counts as in time.
        max_kpis: most KPIs of the strategy.
    """

    max_objectives: int = 4
    min_key_results: int = 2
    max_key_results: int = 5
    max_objective_words: int = 30
    max_key_result_words: int = 45
    max_cost_share: Decimal = Decimal("0.15")
    trivial_change: Decimal = Decimal("0.02")
    absurd_multiple: Decimal = Decimal(20)
    low_confidence: Decimal = Decimal("0.3")
    pivot_week: int = 6
    check_in_days: int = 14
    grace_days: int = 3
    max_kpis: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy.

    Attributes:
        name: its name.
        why: whom it is for and whose counts it follows.
        limits: its limits.
        select: codes or beginnings of codes (`K`, `K2`, `K201`) of the rules that hold; empty for all.
        ignore: codes or beginnings of codes of the rules that do not; it wins over `select`.
        unasked: codes of the rules that hold only where a severity is set for them.
        severities: severities other than the rules' own, by code.
        beneficiary: for whom the work is done, as messages call them.
        test: what they would do with an outcome, behind `would`.
    """

    name: str
    why: str
    limits: Limits = field(default_factory=Limits)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unasked: tuple[str, ...] = CHALLENGE_RULES
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    beneficiary: str = text("the people you work for")
    test: str = text("notice")

    @property
    def pace_policy(self) -> PacePolicy:
        """What counts as on track, with this policy's rhythm of check-ins."""
        return replace(STRETCH, cadence_days=self.limits.check_in_days, grace_days=self.limits.grace_days)

    def holds(self, code: str) -> bool:
        """Whether the rule of `code` holds under this policy."""
        if code in self.unasked and code not in self.severities:
            return False
        return code.startswith(self.select or ("",)) and not (self.ignore and code.startswith(self.ignore))

    def severity(self, code: str, default: Severity) -> Severity:
        """The severity of the findings of `code`."""
        return self.severities.get(code, default)


STANDARD = Policy(
    name="standard",
    why="The default: the widest counts the sources agree on, up to 4 objectives with 2 to 5 key results each.",
)
AGENCY = Policy(
    name="agency",
    why="An agency's strategy for one client and quarter: 3 to 4 objectives, five or more is a mistake (practice 7).",
    limits=Limits(max_objectives=4, min_key_results=2, max_key_results=5),
    beneficiary=text("the client"),
    test=text("notice and pay for"),
)
COMPANY = Policy(
    name="company",
    why="A company's own OKRs: 1 to 3 objectives, 3 to 5 key results each (practice 7 and 8).",
    limits=Limits(max_objectives=3, min_key_results=3, max_key_results=5),
    unasked=(),
    beneficiary=text("your customers"),
)
TEAM = Policy(
    name="team",
    why="A team inside a company: begin with 1 objective and never exceed 3, 3 to 5 key results each (practice 7 "
    "and 8).",
    limits=Limits(max_objectives=3, min_key_results=3, max_key_results=5, check_in_days=7),
)
POLICIES: tuple[Policy, ...] = (STANDARD, AGENCY, COMPANY, TEAM)


def policy_named(name: str) -> Policy:
    """The policy called `name`; case does not matter and blank means the default.

    >>> policy_named("Team").limits.max_objectives
    3

    Raises:
        ConfigError: there is none of that name.
    """
    wanted = name.strip().lower() or STANDARD.name
    for policy in POLICIES:
        if policy.name == wanted:
            return policy
    known = ", ".join(policy.name for policy in POLICIES)
    raise ConfigError(
        text("There is no policy {name!r}. Choose one of: {known}.", name=name, known=known), setting="policy"
    )
