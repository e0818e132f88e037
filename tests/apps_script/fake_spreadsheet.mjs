// A spreadsheet as Apps Script knows it, over Local Sheets.

import { chartOf, formatType, nested, rgb } from "./fake_builders.mjs";
import { change, input, leave, log, sheetsApi } from "./fake_requests.mjs";

/** The script's own world, in which its dates and lists are made: `Date`, `list`, `matrix`. */
export const realm = {};

const DAY = 86_400_000;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

const letters = (column) => (column > 26 ? letters(Math.floor((column - 1) / 26)) : "") + String.fromCharCode(65 + ((column - 1) % 26));
const numberOf = (name) => [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
const quoted = (title) => `'${title.replace(/'/g, "''")}'`;

function read(value, isDay) {
  if (value === undefined || value === null) return "";
  return isDay && typeof value === "number" ? new realm.Date(SERIAL_EPOCH + value * DAY) : value;
}

function entered(value) {
  if (value instanceof realm.Date) return (value.getTime() - SERIAL_EPOCH) / DAY;
  return value;
}

class Range {
  constructor(sheet, row, column, height, width) {
    Object.assign(this, { sheet, row, column, height, width });
  }
  getSheet() {
    return this.sheet;
  }
  getRow() {
    return this.row;
  }
  getColumn() {
    return this.column;
  }
  getNumRows() {
    return this.height;
  }
  getNumColumns() {
    return this.width;
  }
  get grid() {
    const rows = this.isWhole ? {} : { startRowIndex: this.row - 1, endRowIndex: this.row - 1 + this.height };
    const columns = { startColumnIndex: this.column - 1, endColumnIndex: this.column - 1 + this.width };
    return { sheetId: this.sheet.getSheetId(), ...rows, ...columns };
  }
  getA1Notation() {
    const last = `${letters(this.column + this.width - 1)}${this.row + this.height - 1}`;
    const first = `${letters(this.column)}${this.row}`;
    return first === last ? first : `${first}:${last}`;
  }
  get address() {
    return encodeURIComponent(`${quoted(this.sheet.getName())}!${this.getA1Notation()}`);
  }
  getValues() {
    const cells = sheetsApi(`?includeGridData=true&ranges=${this.address}`).sheets[0].data[0].rowData ?? [];
    return this.#matrix((row, column) => {
      const cell = cells[row]?.values?.[column] ?? {};
      const held = cell.effectiveValue ?? {};
      if (held.errorValue) return cell.formattedValue;
      const isDay = (cell.effectiveFormat?.numberFormat?.type ?? "").startsWith("DATE");
      return read(held.numberValue ?? held.stringValue ?? held.boolValue, isDay);
    });
  }
  getNumberFormats() {
    const cells = sheetsApi(`?includeGridData=true&ranges=${this.address}`).sheets[0].data[0].rowData ?? [];
    return this.#matrix((row, column) => {
      const { type, pattern = "" } = cells[row]?.values?.[column]?.effectiveFormat?.numberFormat ?? {};
      return type === "TEXT" ? "@" : pattern;
    });
  }
  getFormulas() {
    const rows = sheetsApi(`/values/${this.address}?valueRenderOption=FORMULA`).values ?? [];
    return this.#matrix((row, column) => {
      const value = rows[row]?.[column];
      return typeof value === "string" && value.startsWith("=") ? value : "";
    });
  }
  #matrix(cell) {
    return realm.matrix(this.height, this.width, cell);
  }
  setValues(values) {
    if (values.length !== this.height || values.some((row) => row.length !== this.width)) throw new Error("The range and the values differ in size.");
    const rows = values.map((row) => row.map(entered));
    sheetsApi(`/values/${this.address}?valueInputOption=USER_ENTERED`, { values: rows }, "PUT");
  }
  getMergedRanges() {
    const found = sheetsApi("?fields=sheets(properties(sheetId),merges)").sheets;
    const { merges = [] } = found.find(({ properties }) => (properties.sheetId ?? 0) === this.sheet.getSheetId());
    return realm.list(
      merges.map(({ startRowIndex, endRowIndex, startColumnIndex, endColumnIndex }) => {
        return new Range(this.sheet, startRowIndex + 1, startColumnIndex + 1, endRowIndex - startRowIndex, endColumnIndex - startColumnIndex);
      }),
    );
  }
  #repeat(cell, fields) {
    change({ repeatCell: { range: this.grid, cell, fields } });
  }
  #dress(part, value) {
    this.#repeat({ userEnteredFormat: nested(part, value) }, `userEnteredFormat.${part}`);
  }
  setNumberFormat(pattern) {
    this.#dress("numberFormat", { type: formatType(pattern), pattern });
  }
  setBackground(colour) {
    this.#dress("backgroundColorStyle", rgb(colour));
  }
  setFontColor(colour) {
    this.#dress("textFormat.foregroundColorStyle", rgb(colour));
  }
  setFontWeight(weight) {
    this.#dress("textFormat.bold", weight === "bold");
  }
  setFontSize(size) {
    this.#dress("textFormat.fontSize", size);
  }
  setWrapStrategy(strategy) {
    this.#dress("wrapStrategy", strategy);
  }
  setVerticalAlignment(place) {
    this.#dress("verticalAlignment", place.toUpperCase());
  }
  setHorizontalAlignment(place) {
    this.#dress("horizontalAlignment", place.toUpperCase());
  }
  clearFormat() {
    this.#repeat({}, "userEnteredFormat");
    return this;
  }
  clearDataValidations() {
    this.#repeat({}, "dataValidation");
    return this;
  }
  copyTo(target, { formatOnly }) {
    if (!formatOnly) throw new Error("Formats alone are copied.");
    change({ copyPaste: { source: this.grid, destination: target.grid, pasteType: "PASTE_FORMAT" } });
  }
  setNote(note) {
    this.#repeat({ note }, "note");
  }
  setDataValidation(rule) {
    change({ setDataValidation: { range: this.grid, rule } });
  }
  applyRowBanding() {
    const band = { range: this.grid, rowProperties: {} };
    const coloured = (name) => (colour) => {
      band.rowProperties[name] = rgb(colour);
      if (name === "secondBandColorStyle") change({ addBanding: { bandedRange: band } });
      return builder;
    };
    const builder = {
      setHeaderRowColor: coloured("headerColorStyle"),
      setFirstRowColor: coloured("firstBandColorStyle"),
      setSecondRowColor: coloured("secondBandColorStyle"),
    };
    return builder;
  }
  protect() {
    const own = { range: this.grid };
    const protection = {
      setDescription(description) {
        own.description = description;
        return protection;
      },
      setWarningOnly(warningOnly) {
        change({ addProtectedRange: { protectedRange: { ...own, warningOnly } } });
        return protection;
      },
    };
    return protection;
  }
  addDeveloperMetadata(key, value, visibility) {
    if (!this.isWhole) throw new Error("A mark belongs to a whole row or column.");
    const span = { sheetId: this.sheet.getSheetId(), dimension: "COLUMNS", startIndex: this.column - 1, endIndex: this.column };
    leave(key, value, visibility, { dimensionRange: span });
  }
  activate() {
    log.activated.push(`${this.sheet.getName()}!${this.getA1Notation()}`);
  }
}

class Sheet {
  constructor(properties) {
    this.properties = properties;
  }
  getSheetId() {
    return this.properties.sheetId ?? 0;
  }
  getName() {
    return this.properties.title;
  }
  getParent() {
    return spreadsheet;
  }
  getRange(row, column, height = 1, width = 1) {
    if (typeof row === "number") return new Range(this, row, column, height, width);
    const [, name, number, last] = /^([A-Z]+)([0-9]*)(?::([A-Z]+)$)?/.exec(row);
    const range = new Range(this, Number(number || 1), numberOf(name), 1, last ? numberOf(last) - numberOf(name) + 1 : 1);
    range.isWhole = number === "";
    return range;
  }
  getDataRange() {
    const rows = sheetsApi(`/values/${encodeURIComponent(quoted(this.getName()))}`).values ?? [];
    return new Range(this, 1, 1, Math.max(rows.length, 1), Math.max(1, ...rows.map((row) => row.length)));
  }
  activate() {
    log.activated.push(this.getName());
  }
  getLastRow() {
    return this.getDataRange().getNumRows();
  }
  appendRow(values) {
    const rows = { values: [values.map(entered)] };
    sheetsApi(`/values/${encodeURIComponent(quoted(this.getName()))}:append?valueInputOption=USER_ENTERED`, rows);
  }
  #set(fields, properties) {
    change({ updateSheetProperties: { properties: { sheetId: this.getSheetId(), ...properties }, fields } });
  }
  getMaxRows() {
    return this.properties.gridProperties.rowCount;
  }
  getMaxColumns() {
    return this.properties.gridProperties.columnCount;
  }
  #resize(dimension, start, count) {
    const range = { sheetId: this.getSheetId(), dimension, startIndex: start, endIndex: start + count };
    change({ deleteDimension: { range } });
  }
  deleteRows(row, count) {
    this.#resize("ROWS", row - 1, count);
  }
  deleteColumns(column, count) {
    this.#resize("COLUMNS", column - 1, count);
  }
  insertRowsAfter(_row, length) {
    change({ appendDimension: { sheetId: this.getSheetId(), dimension: "ROWS", length } });
  }
  insertColumnsAfter(column, length) {
    const range = { sheetId: this.getSheetId(), dimension: "COLUMNS", startIndex: column, endIndex: column + length };
    change({ insertDimension: { range, inheritFromBefore: true } });
  }
  setFrozenRows(frozenRowCount) {
    this.#set("gridProperties.frozenRowCount", { gridProperties: { frozenRowCount } });
  }
  setFrozenColumns(frozenColumnCount) {
    this.#set("gridProperties.frozenColumnCount", { gridProperties: { frozenColumnCount } });
  }
  setHiddenGridlines(hideGridlines) {
    this.#set("gridProperties.hideGridlines", { gridProperties: { hideGridlines } });
  }
  setColumnWidth(column, pixelSize) {
    const range = { sheetId: this.getSheetId(), dimension: "COLUMNS", startIndex: column - 1, endIndex: column };
    change({ updateDimensionProperties: { range, properties: { pixelSize }, fields: "pixelSize" } });
  }
  setConditionalFormatRules(rules) {
    rules.forEach((rule, index) => change({ addConditionalFormatRule: { rule, index } }));
  }
  addDeveloperMetadata(key, value, visibility) {
    leave(key, value, visibility, { sheetId: this.getSheetId() });
  }
  newChart() {
    const chart = { ranges: [], options: {} };
    const builder = {
      setChartType: (type) => Object.assign(chart, { type }) && builder,
      setNumHeaders: (headerCount) => Object.assign(chart, { headerCount }) && builder,
      setPosition: (row, column) => Object.assign(chart, { row, column }) && builder,
      addRange: (range) => chart.ranges.push(range.grid) && builder,
      setOption: (name, value) => Object.assign(chart.options, { [name]: value }) && builder,
      build: () => chart,
    };
    return builder;
  }
  insertChart(chart) {
    change({ addChart: { chart: chartOf(this, chart) } });
  }
}

class Finder {
  withKey(key) {
    this.key = key;
    return this;
  }
  withValue(value) {
    this.value = value;
    return this;
  }
  find() {
    const body = { dataFilters: [{ developerMetadataLookup: { metadataKey: this.key, metadataValue: this.value } }] };
    const found = sheetsApi("/developerMetadata:search", body).matchedDeveloperMetadata ?? [];
    const sheets = spreadsheet.getSheets();
    const withId = (id = 0) => sheets.find((sheet) => sheet.getSheetId() === id);
    return found.map(({ developerMetadata: { metadataId, metadataKey, metadataValue, location } }) => ({
      remove: () => change({ deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } } }),
      getKey: () => metadataKey,
      getValue: () => metadataValue,
      getLocation: () => ({
        getSheet: () => (location.locationType === "SHEET" ? withId(location.sheetId) : null),
        getColumn: () => (location.locationType === "COLUMN" ? columnRange(withId(location.dimensionRange.sheetId), location.dimensionRange) : null),
      }),
    }));
  }
}

const columnRange = (sheet, { startIndex = 0 }) => new Range(sheet, 1, startIndex + 1, 1000, 1);

export const spreadsheet = {
  getName: () => sheetsApi("?fields=properties.title").properties.title,
  getSheets: () => sheetsApi("?fields=sheets.properties").sheets.map(({ properties }) => new Sheet(properties)),
  getActiveSheet: () => spreadsheet.getSheets()[0],
  // A script knows ranges by their address, the API keeps them as they are written.
  getRange: (address) => ({ shown: `=${address}` }),
  insertSheet(title, index) {
    const { replies } = sheetsApi(":batchUpdate", { requests: [{ addSheet: { properties: { title, index } } }] });
    return new Sheet(replies[0].addSheet.properties);
  },
  deleteSheet: (sheet) => change({ deleteSheet: { sheetId: sheet.getSheetId() } }),
  addDeveloperMetadata: (key, value, visibility) => leave(key, value, visibility, { spreadsheet: true }),
  getSpreadsheetTimeZone: () => "Etc/UTC",
  getUrl: () => `https://docs.google.com/spreadsheets/d/${input.spreadsheetId}/edit`,
  getSpreadsheetLocale: () => "en_US",
  createDeveloperMetadataFinder: () => new Finder(),
};
