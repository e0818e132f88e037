// The part of Apps Script that the bound sidebar uses, over Local Sheets and a running service, both on loopback.
//
// Each line of standard input is a run: {project, sheets, service, spreadsheetId, properties, calls: [[function, …values],
// …]} as JSON. For each it prints a line: results, [{value} | {error}, …], and what was activated, shown and fetched.

import { readFileSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import vm from "node:vm";

import { shadeBuilder, validationBuilder } from "./fake_builders.mjs";
import { begin, fetchNow, input, log, worker } from "./fake_requests.mjs";
import { realm, spreadsheet } from "./fake_spreadsheet.mjs";

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

/** What the calls give, in a world of their own. */
function run() {
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
  Object.assign(realm, {
    Date: vm.runInContext("Date", context),
    list: vm.runInContext("(list) => [...list]", context),
    matrix: vm.runInContext(
      "(height, width, cell) => Array.from({ length: height }, (_row, row) => Array.from({ length: width }, (_cell, column) => cell(row, column)))",
      context,
    ),
  });
  for (const name of readdirSync(input.project).filter((file) => file.endsWith(".gs"))) {
    vm.runInContext(readFileSync(`${input.project}/${name}`, "utf-8"), context, { filename: name });
  }
  return input.calls.map(([name, ...values]) => {
    try {
      return { value: vm.runInContext(name, context)(...values) ?? null };
    } catch (error) {
      return { error: String(error?.message ?? error) };
    }
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  begin(JSON.parse(line));
  const results = run();
  process.stdout.write(`${JSON.stringify({ results, ...log })}\n`);
}
await worker.terminate();
