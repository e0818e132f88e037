/** Reading the cells that the service needs: those of the OKR tabs, and of no other. */

/**
 * The OKR tabs and okrsdk's marks; rows and columns count from 0.
 *
 * @returns {object} what the service's endpoints for bound scripts take.
 */
function readSpreadsheet(spreadsheet) {
  const marks = marksOf(spreadsheet);
  const marked = new Set(marks.map((mark) => mark.gid));
  const isWanted = (sheet) => marked.has(sheet.getSheetId()) || TAB_TITLES.includes(folded(sheet.getName()));
  const tabs = spreadsheet.getSheets().filter(isWanted).map(readTab);
  return { title: spreadsheet.getName(), locale: spreadsheet.getSpreadsheetLocale(), tabs, marks };
}

function readTab(sheet) {
  const range = sheet.getDataRange();
  const zone = sheet.getParent().getSpreadsheetTimeZone();
  return {
    gid: sheet.getSheetId(),
    title: sheet.getName(),
    values: range.getValues().map((row) => row.map((value) => cellValue(value, zone))),
    formulas: placed(range.getFormulas()),
    merges: range.getMergedRanges().map((area) => ({
      row: area.getRow() - 1,
      column: area.getColumn() - 1,
      rows: area.getNumRows(),
      columns: area.getNumColumns(),
    })),
  };
}

/** A cell's value as JSON: a day or a time in the spreadsheet's own time zone. */
function cellValue(value, zone) {
  return value instanceof Date ? { time: Utilities.formatDate(value, zone, "yyyy-MM-dd HH:mm:ss") } : value;
}

/** The formulas there are, each with its row and column before it. */
function placed(formulas) {
  return formulas.flatMap((row, at) => row.flatMap((formula, column) => (formula === "" ? [] : [[at, column, formula]])));
}

/** The marks that okrsdk left, which tell tabs and columns whatever people call them. */
function marksOf(spreadsheet) {
  return MARK_KEYS.flatMap((key) => spreadsheet.createDeveloperMetadataFinder().withKey(key).find()).map((mark) => {
    const place = mark.getLocation();
    const column = place.getColumn();
    const sheet = column ? column.getSheet() : place.getSheet();
    return { key: mark.getKey(), value: mark.getValue() ?? "", gid: sheet?.getSheetId() ?? null, column: column ? column.getColumn() - 1 : null };
  });
}

function sheetWithId(spreadsheet, gid) {
  return spreadsheet.getSheets().find((sheet) => sheet.getSheetId() === gid);
}

/** A title without case and separators, as titles are compared. */
function folded(text) {
  return text.toLowerCase().split(/[\s_‐‑–-]+/).filter(Boolean).join(" ");
}
