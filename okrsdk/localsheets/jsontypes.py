"""Names for JSON values as the API speaks them."""

from __future__ import annotations

from typing import Any, TypeAlias

Json: TypeAlias = Any  # a JSON value whose form the schema table has checked
JsonObject: TypeAlias = dict[str, Any]
