/** Adding the tabs of a workbook, as the service describes them. Rows and columns count from 1. */

const LOOKS = {
  format: "setNumberFormat",
  background: "setBackground",
  color: "setFontColor",
  weight: "setFontWeight",
  size: "setFontSize",
  wrap: "setWrapStrategy",
  vertical: "setVerticalAlignment",
  horizontal: "setHorizontalAlignment",
};

function addTabs(spreadsheet, { tabs, marks, stays = false }) {
  const before = spreadsheet.getActiveSheet();
  const sheets = tabs.map((tab) => newTab(spreadsheet, tab));
  // Formulas, drop-downs and charts speak of other tabs and of values, so these are there first.
  tabs.forEach((tab, at) => finish(sheets[at], tab));
  for (const mark of marks) leaveMark(spreadsheet, mark);
  (stays ? before : sheets[0]).activate();
}

function newTab(spreadsheet, tab) {
  const sheet = spreadsheet.insertSheet(tab.title, spreadsheet.getSheets().length);
  fit(sheet, tab);
  for (const area of tab.looks) dress(areaOf(sheet, area), area.look);
  const filled = areaOf(sheet, { row: 1, column: 1, rows: tab.values.length, columns: tab.values[0].length });
  filled.setValues(typedInto(filled, tab.values));
  for (const { row, column, note } of tab.notes) sheet.getRange(row, column).setNote(note);
  for (const mark of tab.marks) leaveMark(mark.column === null ? sheet : wholeColumns(sheet, mark.column, 1), mark);
  return sheet;
}

/** Gives a sheet its size. */
function fit(sheet, { rows, columns, frozenRows, frozenColumns, hasGridlines, widths }) {
  const [extraRows, extraColumns] = [sheet.getMaxRows() - rows, sheet.getMaxColumns() - columns];
  if (extraRows > 0) sheet.deleteRows(rows + 1, extraRows);
  if (extraRows < 0) sheet.insertRowsAfter(rows + extraRows, -extraRows);
  if (extraColumns > 0) sheet.deleteColumns(columns + 1, extraColumns);
  if (extraColumns < 0) sheet.insertColumnsAfter(columns + extraColumns, -extraColumns);
  sheet.setFrozenRows(frozenRows);
  sheet.setFrozenColumns(frozenColumns);
  sheet.setHiddenGridlines(!hasGridlines);
  widths.forEach((width, at) => sheet.setColumnWidth(at + 1, width));
}

function finish(sheet, tab) {
  for (const block of tab.formulas) areaOf(sheet, block).setValues(block.values);
  for (const rule of tab.rules) areaOf(sheet, rule).setDataValidation(validationOf(sheet, rule));
  for (const band of tab.bands) areaOf(sheet, band).applyRowBanding().setHeaderRowColor(band.header).setFirstRowColor(band.first).setSecondRowColor(band.second);
  sheet.setConditionalFormatRules(tab.shades.map((shade) => shadeOf(sheet, shade)));
  for (const one of tab.protections) protectedPart(sheet, one).protect().setDescription(one.description).setWarningOnly(true);
  for (const chart of tab.charts) sheet.insertChart(chartOf(sheet, chart));
}

function protectedPart(sheet, area) {
  return area.rows === null ? wholeColumns(sheet, area.column, area.columns) : areaOf(sheet, area);
}

function areaOf(sheet, { row, column, rows, columns }) {
  return sheet.getRange(row, column, rows, columns);
}

function dress(range, look) {
  const wraps = SpreadsheetApp.WrapStrategy;
  for (const [name, value] of Object.entries(look)) range[LOOKS[name]](name === "wrap" ? wraps[value] : value);
}

/** What a cell may hold; a hint rather than a refusal, since the check tells more than a dialog could. */
function validationOf(sheet, { kind, values }) {
  const rule = SpreadsheetApp.newDataValidation().setAllowInvalid(true);
  if (kind === "ONE_OF_LIST") return rule.requireValueInList(values, true).build();
  if (kind === "ONE_OF_RANGE") return rule.requireValueInRange(sheet.getParent().getRange(values[0].replace(/^=/, "")), true).build();
  return (kind === "BOOLEAN" ? rule.requireCheckbox() : rule.requireDate()).build();
}

function shadeOf(sheet, shade) {
  const rule = SpreadsheetApp.newConditionalFormatRule().setRanges([areaOf(sheet, shade)]);
  const named = shade.kind === "TEXT_EQ" ? rule.whenTextEqualTo(shade.value) : rule.whenFormulaSatisfied(shade.value);
  return named.setBackground(shade.background).setFontColor(shade.color).build();
}

function chartOf(sheet, { ranges, headers, row, column, options }) {
  const chart = sheet.newChart().setChartType(Charts.ChartType.COMBO).setNumHeaders(headers).setPosition(row, column, 0, 0);
  for (const range of ranges) chart.addRange(areaOf(sheet, range));
  for (const [name, value] of Object.entries(options)) chart.setOption(name, value);
  return chart.build();
}
