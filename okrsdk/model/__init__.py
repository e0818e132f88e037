"""What an OKR is: plain frozen values, standard library only.

Amounts are `decimal.Decimal` in the key result's own unit, days are `datetime.date`, blank is None. Values are not
checked when they are made: a draft may be wrong, and `okrsdk.check` says where.
"""

from okrsdk.model.check_in import CheckIn
from okrsdk.model.client import Client, FunnelStage, FunnelStep, Visibility
from okrsdk.model.cycle import Cycle
from okrsdk.model.key_result import Commitment, Indicator, KeyResult, Kind, Stage
from okrsdk.model.objective import Level, Objective, Status
from okrsdk.model.okr_set import OkrSet

__all__ = [
    "CheckIn",
    "Client",
    "Commitment",
    "Cycle",
    "FunnelStage",
    "FunnelStep",
    "Indicator",
    "KeyResult",
    "Kind",
    "Level",
    "Objective",
    "OkrSet",
    "Stage",
    "Status",
    "Visibility",
]
