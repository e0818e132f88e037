/** Writing what the service says, where the cells still are as they were sent. */

/**
 * Writes, unless the guarded cells have moved.
 *
 * @param {object} sent the cells as the service knows them.
 * @param {object} changes what to write, and which cells guard it.
 * @returns {"done"|"not written"|"asks again"} `asks again` when they moved in the very moment, and after a write that the
 *   service wants to see before it goes on.
 */
function writtenWhereItFits(spreadsheet, sent, changes) {
  const { before = [], after = [] } = changes;
  if (!before.every((guard) => isAsSent(spreadsheet, sent, guard)) || hasTabBy(spreadsheet, changes.tabs)) return "not written";
  write(spreadsheet, changes);
  if (changes.again) return "asks again";
  const expected = { tabs: sent.tabs.map((tab) => withEdits(tab, changes.edits ?? [])) };
  return after.every((guard) => isAsSent(spreadsheet, expected, guard)) ? "done" : "asks again";
}

function write(spreadsheet, changes) {
  const { inserted = [], looks = [], dressed = [], edits = [], formats = [], notes = [] } = changes;
  const { marks = [], forgotten = [], appended = [], tabs, rules = [], removed = [], removedColumns = [] } = changes;
  for (const span of inserted) insertBlankColumns(sheetWithId(spreadsheet, span.gid), span);
  for (const { gid, from, to } of looks) {
    const sheet = sheetWithId(spreadsheet, gid);
    areaOf(sheet, from).copyTo(areaOf(sheet, to), { formatOnly: true });
  }
  for (const { gid, look, ...area } of dressed) dress(areaOf(sheetWithId(spreadsheet, gid), area), look);
  const ranges = edits.map(({ gid, ...area }) => areaOf(sheetWithId(spreadsheet, gid), area));
  // What is read makes Google do the writes before it, so all is read first.
  const typed = edits.map(({ values }, at) => typedInto(ranges[at], values));
  ranges.forEach((range, at) => range.setValues(typed[at]));
  for (const { gid, format, ...area } of formats) areaOf(sheetWithId(spreadsheet, gid), area).setNumberFormat(format);
  for (const { gid, row, column, note } of notes) sheetWithId(spreadsheet, gid).getRange(row, column).setNote(note);
  for (const { gid, rows } of [appended].flat()) append(sheetWithId(spreadsheet, gid), rows);
  if (tabs) addTabs(spreadsheet, tabs);
  for (const rule of rules) allow(sheetWithId(spreadsheet, rule.gid), rule);
  // Behind the rows, since what is remembered is taken for done, and a script can be stopped at any line.
  for (const mark of marks) leaveMark(markedPart(spreadsheet, mark), mark);
  for (const { key, value } of forgotten) spreadsheet.createDeveloperMetadataFinder().withKey(key).withValue(value).find().forEach((mark) => mark.remove());
  for (const { gid, column, columns } of removedColumns) sheetWithId(spreadsheet, gid).deleteColumns(column, columns);
  for (const { gid } of removed) spreadsheet.deleteSheet(sheetWithId(spreadsheet, gid));
  SpreadsheetApp.flush();
}

/**
 * Values as they are typed into cells. An apostrophe keeps a text a text; a cell that is formatted as plain text does so
 * itself and would show it, but what looks like a formula keeps it.
 */
function typedInto(range, values) {
  const isMarked = (value) => typeof value === "string" && /^'[^=+]/.test(value);
  if (!values.some((row) => row.some(isMarked))) return values;
  const formats = range.getNumberFormats();
  return values.map((row, at) => row.map((value, column) => (formats[at][column] === "@" && isMarked(value) ? value.slice(1) : value)));
}

/** Rows below all others; Google appends each in one piece, so that two people get rows of their own. */
function append(sheet, rows) {
  const last = sheet.getLastRow();
  const free = Math.min(last + 1, sheet.getMaxRows());
  for (const { values } of rows) sheet.appendRow(typedInto(sheet.getRange(free, 1, 1, values.length), [values])[0]);
  SpreadsheetApp.flush();
  if (sheet.getLastRow() !== last + rows.length) return;
  rows.forEach(({ formats }, at) => {
    formats.forEach((format, column) => {
      if (format !== "") sheet.getRange(last + 1 + at, column + 1).setNumberFormat(format);
    });
  });
}

/** Says what columns may hold from a row on; anything where the rule has no kind. */
function allow(sheet, { row, column, columns, ...rule }) {
  const cells = sheet.getRange(row, column, sheet.getMaxRows() - row + 1, columns);
  if (rule.kind === null) cells.clearDataValidations();
  else cells.setDataValidation(validationOf(sheet, rule));
}

/** Columns between others, without the looks of the one on their left. */
function insertBlankColumns(sheet, { column, columns }) {
  sheet.insertColumnsAfter(column - 1, columns);
  sheet.getRange(1, column, sheet.getMaxRows(), columns).clearFormat().clearDataValidations();
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

/** Whether somebody has added a tab that is to be added beside the others. */
function hasTabBy(spreadsheet, added) {
  if (!added?.stays) return false;
  const titles = spreadsheet.getSheets().map((sheet) => folded(sheet.getName()));
  return added.tabs.some(({ title }) => titles.includes(folded(title)));
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
