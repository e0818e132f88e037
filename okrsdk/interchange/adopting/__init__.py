"""A sheet that people made for themselves becomes an OKR workbook in place: what is theirs is marked, the rest added.

1. `planning.plan_adoption(spreadsheet, options)` reads the sheet, whatever its layout, and makes the `AdoptionPlan`.
2. `request.adoption_requests(plan)` makes the one `batchUpdate`: nothing of theirs is among the cells it writes.
3. `undoing` finds what an adoption added, says whether people wrote into it, and takes it off again.
"""
