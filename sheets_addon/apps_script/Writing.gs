/** Writing what the service says, where the cells still are as they were sent. */

/**
 * Writes, unless the guarded cells have moved.
 *
 * @param {object} sent the cells as the service knows them.
 * @param {object} changes what to write, and which cells guard it.
 * @returns {"done"|"not written"|"moved"} `moved` when they moved in the very moment, so that it has to be done again.
 */
function writtenWhereItFits(spreadsheet, sent, changes) {
  const { before = [], after = [] } = changes;
  if (!before.every((guard) => isAsSent(spreadsheet, sent, guard))) return "not written";
  write(spreadsheet, changes);
  const expected = { tabs: sent.tabs.map((tab) => withEdits(tab, changes.edits ?? [])) };
  return after.every((guard) => isAsSent(spreadsheet, expected, guard)) ? "done" : "moved";
}

function write(spreadsheet, { edits = [], formats = [], marks = [], appended = null, tabs = null }) {
  for (const { gid, row, column, rows, columns, values } of edits) {
    sheetWithId(spreadsheet, gid).getRange(row, column, rows, columns).setValues(values);
  }
  for (const { gid, format, ...area } of formats) areaOf(sheetWithId(spreadsheet, gid), area).setNumberFormat(format);
  for (const mark of marks) leaveMark(markedPart(spreadsheet, mark), mark);
  if (appended) for (const row of appended.rows) append(sheetWithId(spreadsheet, appended.gid), row);
  if (tabs) addTabs(spreadsheet, tabs);
  SpreadsheetApp.flush();
}

/** One row below all others; Google appends it in one piece, so that two people get a row each. */
function append(sheet, { values, formats }) {
  const last = sheet.getLastRow();
  sheet.appendRow(values);
  SpreadsheetApp.flush();
  if (sheet.getLastRow() !== last + 1) return;
  formats.forEach((format, at) => {
    if (format !== "") sheet.getRange(last + 1, at + 1).setNumberFormat(format);
  });
}

function leaveMark(part, { key, value }) {
  part.addDeveloperMetadata(key, value, SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT);
}

function markedPart(spreadsheet, { gid, column }) {
  if (gid === null) return spreadsheet;
  const sheet = sheetWithId(spreadsheet, gid);
  return column === null ? sheet : wholeColumns(sheet, column, 1);
}

/** Columns with all their rows, also those to come; a mark can be on nothing less than a whole column. */
function wholeColumns(sheet, column, columns) {
  const [first, last] = [column, column + columns - 1].map((at) => sheet.getRange(1, at).getA1Notation().replace(/[0-9]+$/, ""));
  return sheet.getRange(`${first}:${last}`);
}

/** Whether a guard's headers and columns hold what was sent. */
function isAsSent(spreadsheet, sent, guard) {
  const sheet = sheetWithId(spreadsheet, guard.gid);
  if (!sheet) return false;
  const known = sent.tabs.find((tab) => tab.gid === guard.gid);
  return guarded(known.values, guard) === guarded(readTab(sheet).values, guard);
}

function guarded(values, { headerRow, columns }) {
  const cells = columns.map((column) => withoutBlankEnd(values.map((row) => row[column - 1] ?? "")));
  return JSON.stringify([withoutBlankEnd(values[headerRow - 1] ?? []), cells]);
}

function withoutBlankEnd(values) {
  let length = values.length;
  while (length > 0 && values[length - 1] === "") length -= 1;
  return values.slice(0, length);
}

/** A tab's cells as they should be once the edits are written. */
function withEdits(tab, edits) {
  const values = tab.values.map((row) => [...row]);
  for (const edit of edits.filter(({ gid }) => gid === tab.gid)) {
    edit.values.forEach((row, at) => {
      const target = values[edit.row - 1 + at] ?? [];
      row.forEach((value, column) => (target[edit.column - 1 + column] = value));
      values[edit.row - 1 + at] = target;
    });
  }
  return { ...tab, values };
}
