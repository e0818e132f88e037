"""Imports into a workbook that is there: what is new, what changed, what people typed since, and how it is written.

1. `source.ImportSource` is what is to be imported.
2. `matching.match_records` finds the record of the workbook that each record of the source is.
3. `memory` holds what the last import said of a record, so that three sides can be compared.
4. `plan.plan_import(reading, source)` makes the `ImportPlan`, a value that can be printed.
5. `request.import_request(plan, reading)` makes the one `batchUpdate`.
6. `settling.Settling` judges its answer: what came to rest in a wrong cell is put right.
"""
