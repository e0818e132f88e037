/** Reading the tabs: where each table stands, and its records as a document for the service. */

const HEADER_WITHIN = 40;
const LEAST_HEADERS = 2;
const PROFILE_WITHIN_COLUMNS = 10;
const ROW_NAME = /^Row ([0-9]+)$/;

/**
 * The tables of a spreadsheet.
 *
 * A table is `{name, sheet, headerRow, columns, records}`: rows and columns count from 1, `columns` is by field, a
 * record is `{row, values}` with values by field. The client's profile is `{name, sheet, cells, values}`.
 *
 * @returns {object} the tables by name; those that are not there are left out.
 */
function readTables(spreadsheet) {
  const marks = marksOf(spreadsheet);
  const client = sheetOf(spreadsheet, marks, "Client");
  const profile = client && readProfile(client);
  const tables = {};
  for (const name of ["Objectives", "Key Results", "Check-ins"]) {
    const sheet = sheetOf(spreadsheet, marks, name);
    if (sheet) tables[name] = readTable(sheet, name, marks);
  }
  if (!tables.Objectives && !tables["Key Results"]) {
    throw problem("No OKRs here yet", "This spreadsheet has no tab called Objectives or Key Results.");
  }
  if (client) {
    const taken = new Set(Object.values(profile.cells).map((cell) => cell.row));
    const funnel = readTable(client, "Funnel", marks, taken);
    Object.assign(tables, { Client: profile }, funnel.headerRow > 0 && { Funnel: funnel });
  }
  return tables;
}

/** One table, read anew. */
function readTable(sheet, name, marks, taken = new Set()) {
  const range = sheet.getDataRange();
  const values = range.getValues();
  const formulas = range.getFormulas();
  const headerRow = headerRowOf(values, name);
  const columns = columnsOf(values[headerRow - 1] ?? [], name, marks.columns[sheet.getSheetId()] ?? []);
  const own = TABLES[name].filter((column) => column.owner === "user" && columns[column.name]);
  const zone = sheet.getParent().getSpreadsheetTimeZone();
  const records = [];
  for (let row = Math.max(headerRow, 1) + 1; row <= values.length; row += 1) {
    const held = (column) => values[row - 1][columns[column.name] - 1];
    const isWritten = (column) => makesARecord(name, column, held(column), formulas[row - 1][columns[column.name] - 1]);
    if (taken.has(row) || !own.some(isWritten)) continue;
    const cells = own.map((column) => [column.name, cellValue(held(column), zone)]);
    records.push({ row, values: Object.fromEntries(cells.filter(([, value]) => value !== null)) });
  }
  return { name, sheet, headerRow, columns, records, formulas, height: values.length };
}

/**
 * The document for the service.
 *
 * @param {object} tables as `readTables` gives them.
 * @param {{isEveryRowNamed?: boolean}} [options] whether rows without an ID go by their number, so that a finding leads
 *   back to its row.
 */
function documentOf(tables, { isEveryRowNamed = false } = {}) {
  const records = (name) => (tables[name]?.records ?? []).map((record) => record.values);
  const named = (name) =>
    (tables[name]?.records ?? []).map(({ row, values }) => (isEveryRowNamed && !values.id ? { ...values, id: `Row ${row}` } : values));
  const { cycle = null, ...profile } = tables.Client?.values ?? {};
  return {
    okrsdk: 1,
    client: { ...profile, funnel: records("Funnel") },
    cycle,
    objectives: named("Objectives"),
    key_results: named("Key Results"),
    check_ins: records("Check-ins"),
  };
}

/**
 * The cell that a finding is about.
 *
 * @returns {{gid: string, range: string, shown: string}|null} its place; null when its table is not there.
 */
function cellOf(tables, finding) {
  const table = tables[finding.table];
  if (!table) return null;
  const cell = finding.table === "Client" ? table.cells[finding.field] : recordCell(table, finding);
  if (!cell) return null;
  const range = table.sheet.getRange(cell.row, cell.column).getA1Notation();
  return { gid: String(table.sheet.getSheetId()), range, shown: `${table.sheet.getName()}!${range}` };
}

function recordCell(table, finding) {
  const numbered = ROW_NAME.exec(finding.record ?? "");
  const record = table.records.find(({ row, values }) =>
    numbered && !values.id ? row === Number(numbered[1]) : finding.record !== null && idOf(values) === finding.record,
  );
  return { row: record?.row ?? Math.max(table.headerRow, 1), column: table.columns[finding.field] ?? table.columns.id ?? 1 };
}

/** The ID of a record as text; empty when it has none. */
function idOf(values) {
  return String(values.id ?? "").trim();
}

/** The marks that okrsdk left: which tab is which table, and which column is which field. */
function marksOf(spreadsheet) {
  const marks = { tables: {}, columns: {} };
  for (const mark of spreadsheet.createDeveloperMetadataFinder().withKey(TABLE_MARK).find()) {
    const sheet = mark.getLocation().getSheet();
    if (sheet) addTo(marks.tables, mark.getValue(), sheet.getSheetId());
  }
  for (const mark of spreadsheet.createDeveloperMetadataFinder().withKey(COLUMN_MARK).find()) {
    const column = mark.getLocation().getColumn();
    if (column) addTo(marks.columns, column.getSheet().getSheetId(), { field: mark.getValue(), column: column.getColumn() });
  }
  return marks;
}

function addTo(lists, key, item) {
  lists[key] = [...(lists[key] ?? []), item];
}

function sheetOf(spreadsheet, marks, name) {
  const sheets = spreadsheet.getSheets();
  const marked = sheets.filter((sheet) => (marks.tables[name] ?? []).includes(sheet.getSheetId()));
  const titled = sheets.filter((sheet) => folded(sheet.getName()) === folded(name));
  return marked.find((sheet) => titled.includes(sheet)) ?? marked[0] ?? titled[0] ?? null;
}

/** The row with the most of a table's headers among the first rows; 0 when no row has two. */
function headerRowOf(values, name) {
  const known = new Set(TABLES[name].flatMap((column) => column.headers));
  const matches = values.slice(0, HEADER_WITHIN).map((row) => new Set(row.map(folded).filter((text) => known.has(text))).size);
  const most = Math.max(0, ...matches);
  return most < LEAST_HEADERS ? 0 : matches.indexOf(most) + 1;
}

/** The column of each field: by its mark, then by its title, then by another header it is known under. */
function columnsOf(headers, name, marks) {
  const texts = headers.map(folded);
  const found = {};
  for (const column of TABLES[name]) {
    const marked = marks.filter((mark) => mark.field === column.name).map((mark) => mark.column);
    const best = marked.find((index) => texts[index - 1] === column.headers[0]) ?? marked[0];
    if (best !== undefined) found[column.name] = best;
  }
  const find = (column, wanted) => {
    const taken = new Set(Object.values(found));
    const index = texts.findIndex((text, at) => text === wanted && !taken.has(at + 1));
    if (index >= 0 && found[column.name] === undefined) found[column.name] = index + 1;
  };
  for (const column of TABLES[name]) find(column, column.headers[0]);
  for (const column of TABLES[name]) column.headers.slice(1).forEach((alias) => find(column, alias));
  return found;
}

/** Whether a cell makes its row a record: boxes that are not ticked and numbers of formulas filled down do not. */
function makesARecord(name, column, value, formula) {
  if (isBlank(value) || value === false || (name === "Funnel" && column.name === "stage")) return false;
  return typeof value === "string" || formula === "";
}

/** The profile: names in the column that holds most of them, each value to its right. */
function readProfile(sheet) {
  const values = sheet.getDataRange().getValues();
  const zone = sheet.getParent().getSpreadsheetTimeZone();
  const names = values.flatMap((cells, row) =>
    cells.slice(0, PROFILE_WITHIN_COLUMNS).flatMap((cell, column) => {
      const text = folded(String(cell).replace(/:\s*$/, ""));
      const field = TABLES.Client.find((known) => known.headers.includes(text));
      return field && typeof cell === "string" ? [{ field: field.name, row, column }] : [];
    }),
  );
  const count = (column) => names.filter((name) => name.column === column).length;
  const [column] = names.map((name) => name.column).sort((left, right) => count(right) - count(left));
  const profile = { name: "Client", sheet, cells: {}, values: {} };
  for (const name of names.filter((found) => found.column === column).reverse()) {
    profile.cells[name.field] = { row: name.row + 1, column: column + 2 };
    profile.values[name.field] = cellValue(values[name.row][column + 1] ?? "", zone);
  }
  return profile;
}

/** A cell's value for the document: a day as 2026-03-31, blank as null, all else as it is. */
function cellValue(value, zone) {
  if (isBlank(value)) return null;
  return value instanceof Date ? Utilities.formatDate(value, zone, "yyyy-MM-dd") : value;
}

function isBlank(value) {
  return value === null || (typeof value === "string" && value.trim() === "");
}

/** A text without case, accents and separators, as headers are compared. */
function folded(text) {
  const plain = String(text).normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/ß/g, "ss");
  return plain.replace(/[-_‐‑–]/g, " ").split(/\s+/).filter(Boolean).join(" ");
}
