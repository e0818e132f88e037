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
  getColumn() {
    return this.column;
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
    const inScript = vm.runInContext("(height, width, cell) => Array.from({length: height}, (_r, row) => Array.from({length: width}, (_c, column) => cell(row, column)))", context);
    return inScript(this.height, this.width, cell);
  }
  setValues(values) {
    if (values.length !== this.height || values.some((row) => row.length !== this.width)) throw new Error("The range and the values differ in size.");
    const rows = values.map((row) => row.map(entered));
    sheetsApi(`/values/${this.address}?valueInputOption=USER_ENTERED`, { values: rows }, "PUT");
  }
  setValue(value) {
    this.setValues([[value]]);
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
    const [, name, number] = /^([A-Z]+)([0-9]+)/.exec(row);
    return new Range(this, Number(number), [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0), 1, 1);
  }
  getDataRange() {
    const rows = sheetsApi(`/values/${encodeURIComponent(quoted(this.getName()))}`).values ?? [];
    return new Range(this, 1, 1, Math.max(rows.length, 1), Math.max(1, ...rows.map((row) => row.length)));
  }
  activate() {
    log.activated.push(this.getName());
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
    return found.map(({ developerMetadata: { metadataValue, location } }) => ({
      getValue: () => metadataValue,
      getLocation: () => ({
        getSheet: () => (location.locationType === "SHEET" ? sheetWithId(location.sheetId ?? 0) : null),
        getColumn: () => (location.locationType === "COLUMN" ? columnRange(location.dimensionRange) : null),
      }),
    }));
  }
}

const columnRange = ({ sheetId = 0, startIndex = 0 }) => new Range(sheetWithId(sheetId), 1, startIndex + 1, 1000, 1);
const sheetWithId = (id) => spreadsheet.getSheets().find((sheet) => sheet.getSheetId() === id);

const spreadsheet = {
  getName: () => sheetsApi("?fields=properties.title").properties.title,
  getSheets: () => sheetsApi("?fields=sheets.properties").sheets.map(({ properties }) => new Sheet(properties)),
  getActiveSheet: () => spreadsheet.getSheets()[0],
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
  SpreadsheetApp: { flush() {}, getActiveSpreadsheet: () => spreadsheet, getUi: () => ui },
  UrlFetchApp: {
    fetch(url, options) {
      log.fetched.push({ url, headers: options.headers });
      const target = url.replace(/^https:\/\/okr\.example\.com/, input.service);
      const headers = { ...options.headers, "Content-Type": options.contentType };
      const { status, text } = fetchNow(target, { method: options.method, headers, body: options.payload });
      return { getResponseCode: () => status, getContentText: () => text };
    },
  },
  Utilities: {
    formatDate: (date, _zone, _format) => date.toISOString().slice(0, 10),
    parseDate: (text, _zone, _format) => new vmDate(`${text}T00:00Z`),
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
