"""Fetches the values of key results from a CRM's API, and checks them in.

    python examples/values_from_a_crm.py "Harbor Dental" --dry-run

The Source of such a key result reads `crm: deals won`. CRM_URL and CRM_TOKEN say where the CRM is and who asks. What
people said that day or later stays, and so does what the CRM does not know. docs/values.md says more.
"""

import argparse
import os
import sys
from datetime import date
from decimal import Decimal

import httpx

import okrsdk


class Crm:
    """Counts of a CRM, by name: what stands behind `crm:` in a Source."""

    def __init__(self, url: str, token: str) -> None:
        self._http = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=20)

    def current_value(self, key_result: okrsdk.KeyResult, on: date, /) -> okrsdk.Reading | None:
        """The count on a day; None where the CRM has none of that name."""
        name = key_result.source.partition(":")[2].strip()
        try:
            answer = self._http.get("/counts", params={"name": name, "until": on.isoformat()})
        except httpx.HTTPError as error:
            raise okrsdk.SourceError("The CRM gave no answer.") from error
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        if not answer.is_success:
            raise okrsdk.SourceError(f"The CRM refused to count {name} (HTTP {answer.status_code}).")
        found = answer.json()
        as_of = date.fromisoformat(found["as_of"])
        return okrsdk.Reading(value=Decimal(str(found["count"])), as_of=as_of, source="CRM")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Check in values from a CRM.")
    parser.add_argument("workbook")
    parser.add_argument("--on", type=date.fromisoformat, default=date.today(), help="the day asked about")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    options = parser.parse_args()
    try:
        crm = Crm(os.environ["CRM_URL"], os.environ["CRM_TOKEN"])
        refresh = okrsdk.refresh(options.workbook, on=options.on, sources={"crm": crm}, dry_run=options.dry_run)
    except KeyError as missing:
        sys.exit(f"Set {missing.args[0]}.")
    except okrsdk.OkrError as error:  # for instance a name that no workbook has
        sys.exit(str(error))
    for one in refresh.values:
        print(one.key_result.id, one.outcome, one.reading.value if one.reading else one.problem)
    sys.exit(any(one.needs_people for one in refresh.values))
