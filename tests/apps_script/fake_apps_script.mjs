// The part of Apps Script that the bound sidebar uses, over Local Sheets and a running service, both on loopback.
//
// Reads {project, sheets, service, spreadsheetId, properties, calls: [[function, …values], …]} as JSON from standard
// input; prints [{value} | {error}, …] and what was activated, shown and fetched.

import { readFileSync, readdirSync } from "node:fs";
import vm from "node:vm";
import { MessageChannel, Worker, receiveMessageOnPort } from "node:worker_threads";

const input = JSON.parse(readFileSync(0, "utf-8"));
const log = { activated: [], fetched: [], shown: [], menus: [] };
const DAY = 86_400_000;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

// Apps Script waits for every answer; so does this, while another thread asks.
const worker = new Worker(
  `const { parentPort } = require("node:worker_threads");
   parentPort.on("message", async ({ url, options, flag, port }) => {
     let answer;
     try {
       const response = await fetch(url, options);
       answer = { status: response.status, text: await response.text() };
     } catch (error) {
       answer = { failure: String(error) };
     }
     port.postMessage(answer);
     Atomics.store(flag, 0, 1);
     Atomics.notify(flag, 0);
   });`,
  { eval: true },
);

function fetchNow(url, options = {}) {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ url, options, flag, port: port2 }, [port2]);
  if (Atomics.wait(flag, 0, 0, 20_000) === "timed-out") throw new Error(`no answer from ${url}`);
  const { message } = receiveMessageOnPort(port1);
  port1.close();
  if (message.failure) throw new Error(message.failure);
  return message;
}

function sheetsApi(path, body, method = body ? "POST" : "GET") {
  const options = { method, headers: { "Content-Type": "application/json" }, body: body && JSON.stringify(body) };
  const { status, text } = fetchNow(`${input.sheets}/v4/spreadsheets/${input.spreadsheetId}${path}`, options);
  if (status !== 200) throw new Error(`Local Sheets: ${text}`);
  return JSON.parse(text);
}

const letters = (column) => (column > 26 ? letters(Math.floor((column - 1) / 26)) : "") + String.fromCharCode(65 + ((column - 1) % 26));
const numberOf = (name) => [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
const quoted = (title) => `'${title.replace(/'/g, "''")}'`;

function read(value, isDay) {
  if (value === undefined || value === null) return "";
  return isDay && typeof value === "number" ? new vmDate(SERIAL_EPOCH + value * DAY) : value;
}

function entered(value) {
  if (value instanceof vmDate) return (value.getTime() - SERIAL_EPOCH) / DAY;
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
  getFormulas() {
    const rows = sheetsApi(`/values/${this.address}?valueRenderOption=FORMULA`).values ?? [];
    return this.#matrix((row, column) => {
      const value = rows[row]?.[column];
      return typeof value === "string" && value.startsWith("=") ? value : "";
    });
  }
  #matrix(cell) {
    const made = vm.runInContext("(height, width, cell) => Array.from({length: height}, (_r, row) => Array.from({length: width}, (_c, column) => cell(row, column)))", context);
    return made(this.height, this.width, cell);
  }
  setValues(values) {
    if (values.length !== this.height || values.some((row) => row.length !== this.width)) throw new Error("The range and the values differ in size.");
    const rows = values.map((row) => row.map(entered));
    sheetsApi(`/values/${this.address}?valueInputOption=USER_ENTERED`, { values: rows }, "PUT");
  }
  getMergedRanges() {
    const found = sheetsApi("?fields=sheets(properties(sheetId),merges)").sheets;
    const { merges = [] } = found.find(({ properties }) => (properties.sheetId ?? 0) === this.sheet.getSheetId());
    return inScript(
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
  insertColumnsAfter(_column, length) {
    change({ appendDimension: { sheetId: this.getSheetId(), dimension: "COLUMNS", length } });
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
  find() {
    const body = { dataFilters: [{ developerMetadataLookup: { metadataKey: this.key } }] };
    const found = sheetsApi("/developerMetadata:search", body).matchedDeveloperMetadata ?? [];
    return found.map(({ developerMetadata: { metadataKey, metadataValue, location } }) => ({
      getKey: () => metadataKey,
      getValue: () => metadataValue,
      getLocation: () => ({
        getSheet: () => (location.locationType === "SHEET" ? sheetWithId(location.sheetId ?? 0) : null),
        getColumn: () => (location.locationType === "COLUMN" ? columnRange(location.dimensionRange) : null),
      }),
    }));
  }
}

/** Lists and objects of the script's own world, as it would have made them. */
const inScript = (list) => vm.runInContext("(list) => [...list]", context)(list);
const change = (...requests) => sheetsApi(":batchUpdate", { requests });
const leave = (metadataKey, metadataValue, visibility, location) =>
  change({ createDeveloperMetadata: { developerMetadata: { metadataKey, metadataValue, visibility, location } } });
const nested = (path, value) => path.split(".").reduceRight((inner, name) => ({ [name]: inner }), value);
const formatType = (pattern) => (pattern === "@" ? "TEXT" : /yyyy/.test(pattern) ? "DATE" : pattern.endsWith("%") ? "PERCENT" : "NUMBER");

function rgb(colour) {
  const shares = [1, 3, 5].map((at) => Math.round((Number.parseInt(colour.slice(at, at + 2), 16) / 255) * 1000) / 1000);
  return { rgbColor: { red: shares[0], green: shares[1], blue: shares[2] } };
}

function chartOf(sheet, { ranges, headerCount, row, column, options }) {
  const source = (grid) => ({ sourceRange: { sources: [grid] } });
  const [domain, ...drawn] = ranges;
  const types = { bars: "COLUMN", line: "LINE" };
  const { hAxis, vAxis, series, title, width, height } = options;
  const window = { viewWindowMode: "EXPLICIT", viewWindowMin: vAxis.viewWindow.min, viewWindowMax: vAxis.viewWindow.max };
  const basicChart = {
    chartType: "COMBO",
    legendPosition: "BOTTOM_LEGEND",
    headerCount,
    axis: [
      { position: "BOTTOM_AXIS", title: hAxis.title },
      { position: "LEFT_AXIS", title: vAxis.title, viewWindowOptions: window },
    ],
    domains: [{ domain: source(domain) }],
    series: drawn.map((grid, at) => ({
      series: source(grid),
      targetAxis: "LEFT_AXIS",
      type: types[series[at].type],
      colorStyle: rgb(series[at].color),
    })),
  };
  const anchorCell = { sheetId: sheet.getSheetId(), rowIndex: row - 1, columnIndex: column - 1 };
  return { spec: { title, basicChart }, position: { overlayPosition: { anchorCell, widthPixels: width, heightPixels: height } } };
}

function validationBuilder() {
  const rule = { strict: true };
  const conditioned = (type, values) => {
    rule.condition = values ? { type, values: values.map((value) => ({ userEnteredValue: value })) } : { type };
    return builder;
  };
  const builder = {
    setAllowInvalid(isAllowed) {
      rule.strict = !isAllowed;
      return builder;
    },
    requireValueInList: (values, showCustomUi) => Object.assign(rule, { showCustomUi }) && conditioned("ONE_OF_LIST", values),
    requireValueInRange(range, showCustomUi) {
      rule.showCustomUi = showCustomUi;
      return conditioned("ONE_OF_RANGE", [range.shown]);
    },
    requireDate: () => conditioned("DATE_IS_VALID"),
    requireCheckbox: () => conditioned("BOOLEAN"),
    build: () => rule,
  };
  return builder;
}

function shadeBuilder() {
  const rule = { booleanRule: { format: { textFormat: {} } } };
  const conditioned = (type, value) => {
    rule.booleanRule.condition = { type, values: [{ userEnteredValue: value }] };
    return builder;
  };
  const builder = {
    setRanges(ranges) {
      rule.ranges = ranges.map((range) => range.grid);
      return builder;
    },
    whenTextEqualTo: (text) => conditioned("TEXT_EQ", text),
    whenFormulaSatisfied: (formula) => conditioned("CUSTOM_FORMULA", formula),
    setBackground(colour) {
      rule.booleanRule.format.backgroundColorStyle = rgb(colour);
      return builder;
    },
    setFontColor(colour) {
      rule.booleanRule.format.textFormat.foregroundColorStyle = rgb(colour);
      return builder;
    },
    build: () => rule,
  };
  return builder;
}

const columnRange = ({ sheetId = 0, startIndex = 0 }) => new Range(sheetWithId(sheetId), 1, startIndex + 1, 1000, 1);
const sheetWithId = (id) => spreadsheet.getSheets().find((sheet) => sheet.getSheetId() === id);

const spreadsheet = {
  getName: () => sheetsApi("?fields=properties.title").properties.title,
  getSheets: () => sheetsApi("?fields=sheets.properties").sheets.map(({ properties }) => new Sheet(properties)),
  getActiveSheet: () => spreadsheet.getSheets()[0],
  // A script knows ranges by their address, the API keeps them as they are written.
  getRange: (address) => ({ shown: `=${address}` }),
  insertSheet(title, index) {
    const { replies } = sheetsApi(":batchUpdate", { requests: [{ addSheet: { properties: { title, index } } }] });
    return new Sheet(replies[0].addSheet.properties);
  },
  addDeveloperMetadata: (key, value, visibility) => leave(key, value, visibility, { spreadsheet: true }),
  getSpreadsheetTimeZone: () => "Etc/UTC",
  createDeveloperMetadataFinder: () => new Finder(),
};

const html = (content) => ({
  getContent: () => content,
  setTitle(title) {
    log.shown.push(title);
    return this;
  },
});
const sourceOf = (name) => readFileSync(`${input.project}/${name}.html`, "utf-8");
const ui = {
  createMenu: (title) => ({
    addItem(...item) {
      log.menus.push([title, ...item]);
      return this;
    },
    addToUi() {},
  }),
  showSidebar: (page) => log.shown.push(page.getContent()),
};

const context = vm.createContext({
  console,
  HtmlService: {
    createHtmlOutputFromFile: (name) => html(sourceOf(name)),
    createTemplateFromFile: (name) => ({
      evaluate: () => html(sourceOf(name).replace(/<\?!=(.*?)\?>/g, (_all, code) => vm.runInContext(code, context))),
    }),
  },
  LockService: { getDocumentLock: () => ({ tryLock: () => input.isLocked !== true, releaseLock() {} }) },
  PropertiesService: { getScriptProperties: () => ({ getProperty: (name) => input.properties?.[name] ?? null }) },
  ScriptApp: { getIdentityToken: () => "header.claims.signature" },
  Charts: { ChartType: { COMBO: "COMBO" } },
  SpreadsheetApp: {
    DeveloperMetadataVisibility: { DOCUMENT: "DOCUMENT" },
    WrapStrategy: { WRAP: "WRAP" },
    flush() {},
    getActiveSpreadsheet: () => spreadsheet,
    getUi: () => ui,
    newConditionalFormatRule: shadeBuilder,
    newDataValidation: validationBuilder,
  },
  UrlFetchApp: {
    fetch(url, options) {
      log.fetched.push({ url, headers: options.headers, tabs: JSON.parse(options.payload).spreadsheet.tabs.map(({ title }) => title) });
      const target = url.replace(/^https:\/\/okr\.example\.com/, input.service);
      const headers = { ...options.headers, "Content-Type": options.contentType };
      const { status, text } = fetchNow(target, { method: options.method, headers, body: options.payload });
      return { getResponseCode: () => status, getContentText: () => text };
    },
  },
  Utilities: {
    formatDate: (date, _zone, _format) => date.toISOString().slice(0, 19).replace("T", " "),
  },
});
const vmDate = vm.runInContext("Date", context);
for (const name of readdirSync(input.project).filter((file) => file.endsWith(".gs"))) {
  vm.runInContext(readFileSync(`${input.project}/${name}`, "utf-8"), context, { filename: name });
}
const results = input.calls.map(([name, ...values]) => {
  try {
    return { value: vm.runInContext(name, context)(...values) ?? null };
  } catch (error) {
    return { error: String(error?.message ?? error) };
  }
});
process.stdout.write(JSON.stringify({ results, ...log }));
await worker.terminate();
