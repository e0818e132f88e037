/**
 * Writing scores, so that none ever rests beside another record.
 *
 * People sort, insert and delete rows at any time. So no row number is remembered: just before a write the IDs are read
 * anew, and just after it once more. Where they have moved, everything is written again, to where it belongs now.
 */

const TRIES = 3;
const SCORED = { Objectives: "objectives", "Key Results": "key_results" };

/**
 * Writes the scores into okrsdk's own columns, and IDs where there were none.
 *
 * @param {object} spreadsheet the spreadsheet.
 * @param {object} tables as they were read for grading.
 * @param {object} scores the service's answer.
 * @returns {{written: number, changed: object[], left: number}} how many records have their scores now, which of them
 *   changed (`{id, before, after}`), and how many were gone when we came to write.
 */
function writeScores(spreadsheet, tables, scores) {
  const result = { written: 0, changed: [], left: 0 };
  for (const [name, key] of Object.entries(SCORED)) {
    if (!tables[name]) continue;
    const wanted = wantedRecords(tables[name], scores[key], scores.on);
    fillIds(spreadsheet, name, wanted);
    const outcome = writeTable(spreadsheet, name, wanted);
    result.written += outcome.written;
    result.left += outcome.left;
    result.changed.push(...outcome.changed);
  }
  return result;
}

/** Refuses a table in which an ID stands twice: a score could come to rest beside the wrong record. */
function refuseDoubledIds(tables) {
  for (const name of Object.keys(SCORED)) {
    const ids = (tables[name]?.records ?? []).map((record) => idOf(record.values)).filter((id) => id !== "");
    const doubled = ids.find((id, at) => ids.indexOf(id) < at);
    if (doubled !== undefined) {
      throw problem("An ID stands twice", `${doubled} stands twice in ${name}. Clear one of the two; it gets the next free ID.`);
    }
  }
}

/** What is to stand beside each record: its ID, how it is known while it has none, and its values by field. */
function wantedRecords(table, scores, on) {
  const own = okrFields(table.name);
  return table.records.map((record, position) => {
    const score = scores[position];
    const values = own.map((field) => [field, field === "graded_at" ? on : score[field]]);
    return { id: String(score.id ?? ""), isNew: idOf(record.values) === "", key: keyOf(record.values), values: Object.fromEntries(values) };
  });
}

/** The columns of a table that okrsdk writes. */
function okrFields(name) {
  return TABLES[name].filter((column) => column.owner === "okr").map((column) => column.name);
}

/** What tells a record from others while it has no ID. */
function keyOf(values) {
  return JSON.stringify([values.objective_id ?? "", values.text ?? ""]);
}

/**
 * Writes IDs where there are none. Where rows moved under a write, an ID that came to stand in the wrong row is put right.
 */
function fillIds(spreadsheet, name, wanted) {
  const unnamed = wanted.filter((record) => record.isNew && record.id !== "" && isInert(record.id));
  if (unnamed.length === 0) return;
  let table = currentTable(spreadsheet, name);
  const known = new Map(table.records.map((record) => [keyOf(record.values), idOf(record.values)]));
  for (const record of unnamed) if (known.get(record.key) === "") known.set(record.key, record.id);
  const issued = new Set(unnamed.map((record) => record.id));
  for (let attempt = 0; table.columns.id && attempt < TRIES; attempt += 1) {
    const isAlone = aloneIn(table);
    for (const record of table.records.filter(isAlone)) {
      const current = idOf(record.values);
      const right = known.get(keyOf(record.values)) ?? (issued.has(current) ? "" : current);
      if (current !== right) table.sheet.getRange(record.row, table.columns.id).setValue(right);
    }
    const before = rowsOf(table);
    table = currentTable(spreadsheet, name);
    if (rowsOf(table) === before) return;
  }
}

function aloneIn(table) {
  const keys = table.records.map((record) => keyOf(record.values));
  return (record) => keys.filter((key) => key === keyOf(record.values)).length === 1;
}

function writeTable(spreadsheet, name, wanted) {
  const before = new Map();
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const table = currentTable(spreadsheet, name);
    if (!table.columns.score) throw problem("No column for scores", `${name} has no column called Score. Add it, then grade again.`);
    const byId = new Map(wanted.filter((record) => record.id !== "").map((record) => [record.id, record]));
    const found = table.records.map((record) => ({ row: record.row, wanted: byId.get(idOf(record.values)) }));
    const written = found.filter((record) => record.wanted);
    if (attempt === 0) remember(table, written, before);
    for (const field of okrFields(name)) writeColumn(table, field, written);
    if (rowsOf(currentTable(spreadsheet, name)) !== rowsOf(table)) continue;
    const changed = [...before].filter(([id, score]) => score !== (byId.get(id).values.score ?? ""));
    return {
      written: written.length,
      left: wanted.length - written.length,
      changed: changed.map(([id, score]) => ({ id, before: score, after: byId.get(id).values.score })),
    };
  }
  throw problem("The rows keep moving", "People sort or insert rows faster than scores can be written. Try again in a moment.");
}

/** The scores that stand there before the first write, by ID. */
function remember(table, written, before) {
  const column = table.sheet.getRange(1, table.columns.score, table.height, 1).getValues();
  for (const record of written) before.set(record.wanted.id, column[record.row - 1][0]);
}

/** Writes one column below its header. A row without a record is cleared, but for a formula, which is somebody's own. */
function writeColumn(table, field, written) {
  const column = table.columns[field];
  const height = table.height - table.headerRow;
  if (!column || height <= 0) return;
  const formulas = table.formulas.slice(table.headerRow).map((cells) => [cells[column - 1] ?? ""]);
  const taken = new Set(table.records.map((record) => record.row));
  const values = formulas.map(([formula], at) => [taken.has(table.headerRow + 1 + at) ? "" : formula]);
  for (const { row, wanted } of written) values[row - table.headerRow - 1] = [cellFor(wanted.values[field])];
  table.sheet.getRange(table.headerRow + 1, column, height, 1).setValues(values);
}

/** A score's value as a cell takes it: a day in the spreadsheet's own time zone, blank as empty. */
function cellFor(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return value;
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return dayFrom(value);
  return isInert(value) ? value : "";
}

function dayFrom(text) {
  return Utilities.parseDate(text, SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetTimeZone(), "yyyy-MM-dd");
}

/** Whether a cell takes a text as text: this service of Google's makes a formula of what looks like one. */
function isInert(text) {
  return !/^[=+\-@']/.test(text);
}

/** A table as it stands now, after all writes so far. */
function currentTable(spreadsheet, name) {
  SpreadsheetApp.flush();
  const marks = marksOf(spreadsheet);
  return readTable(sheetOf(spreadsheet, marks, name), name, marks);
}

/** Which record stands in which row, to compare two readings. */
function rowsOf(table) {
  return JSON.stringify([table.columns, table.records.map(({ row, values }) => [row, keyOf(values)])]);
}
