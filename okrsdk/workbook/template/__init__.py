"""The template: a workbook's tabs as requests that make them, with headers, notes, drop-downs, formats, a chart."""
