"""What an OKR is: plain frozen values, standard library only.

Amounts are `decimal.Decimal` in the key result's own unit, days are `datetime.date`, blank is None. A value of the
wrong type is refused where it is made (TypeError); what else may be wrong with a draft is found by `okrsdk.check`.
"""

from okrsdk.model.check_in import CheckIn, automatic_author
from okrsdk.model.client import Client, FunnelStage, FunnelStep, Visibility
from okrsdk.model.cycle import CYCLE_HINT, Cycle, Month
from okrsdk.model.decision import Change, Decision, DecisionRequest, Verdict
from okrsdk.model.final_score import FinalScore
from okrsdk.model.key_result import Commitment, Indicator, KeyResult, Kind, Stage
from okrsdk.model.objective import Level, Objective, Status
from okrsdk.model.okr_set import OkrSet
from okrsdk.model.reading import Reading
from okrsdk.model.strategy import Health, StrategyEntry, StrategyPart
from okrsdk.model.today import Today, day_asked, time_zone_named

__all__ = [
    "CYCLE_HINT",
    "Change",
    "CheckIn",
    "Client",
    "Commitment",
    "Cycle",
    "Decision",
    "DecisionRequest",
    "FinalScore",
    "FunnelStage",
    "FunnelStep",
    "Health",
    "Indicator",
    "KeyResult",
    "Kind",
    "Level",
    "Month",
    "Objective",
    "OkrSet",
    "Reading",
    "Stage",
    "Status",
    "StrategyEntry",
    "StrategyPart",
    "Today",
    "Verdict",
    "Visibility",
    "automatic_author",
    "day_asked",
    "time_zone_named",
]
