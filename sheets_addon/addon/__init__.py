"""The Google Workspace add-on: events in, cards out. Google shows the cards, and so does our own sidebar."""

from sheets_addon.addon.blueprint import addon_blueprint

__all__ = ["addon_blueprint"]
