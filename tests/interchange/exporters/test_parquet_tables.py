import io
from datetime import date

import pyarrow as pa
import pyarrow.parquet

from okrsdk.interchange.exporters.parquet_tables import parquet_table_files


def test_columns_have_real_types_and_their_descriptions(dental):
    files = {file.name: file for file in parquet_table_files([dental])}
    table = pyarrow.parquet.read_table(io.BytesIO(files["key_results.parquet"].content))
    types = {name: table.schema.field(name).type for name in ("text", "baseline", "due", "position", "kind")}
    assert types == {
        "text": pa.string(),
        "baseline": pa.float64(),
        "due": pa.date32(),
        "position": pa.int32(),
        "kind": pa.string(),
    }
    assert (
        table.schema.field("due").metadata[b"description"] == b"The day by which, when it is not the end of the cycle."
    )
    assert table.column("due").to_pylist() == [date(2026, 3, 31), None]
    assert files["datapackage.json"].is_companion
