"""The layouts that are known, in the order in which a table is asked for them."""

from __future__ import annotations

from okrsdk.interchange.importers.layouts.alternating import ALTERNATING
from okrsdk.interchange.importers.layouts.layout import Layout
from okrsdk.interchange.importers.layouts.long import FILLED_DOWN, KEY_RESULTS_ALONE, LOG, OBJECTIVES_ALONE, REPEATED
from okrsdk.interchange.importers.layouts.tree import BY_DEPTH, BY_LEVELS, BY_PARENT
from okrsdk.interchange.importers.layouts.viva_goals_view import VIVA_GOALS_VIEW
from okrsdk.interchange.importers.layouts.wide import WIDE

LAYOUTS: tuple[Layout, ...] = (
    VIVA_GOALS_VIEW,
    WIDE,
    BY_LEVELS,
    BY_PARENT,
    BY_DEPTH,
    LOG,
    REPEATED,
    FILLED_DOWN,
    ALTERNATING,
    OBJECTIVES_ALONE,
    KEY_RESULTS_ALONE,
)
