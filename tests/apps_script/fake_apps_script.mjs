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
import { mail, triggers } from "./fake_triggers.mjs";

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
  Button: { OK: "OK", CANCEL: "CANCEL" },
  ButtonSet: { OK: "OK", OK_CANCEL: "OK_CANCEL" },
  alert(...texts) {
    log.shown.push(texts.slice(0, 2).join(": "));
    return input.declines ? "CANCEL" : "OK";
  },
  prompt(_title, question) {
    log.shown.push(question);
    const typed = input.typed ?? null;
    return { getSelectedButton: () => (typed === null ? "CANCEL" : "OK"), getResponseText: () => typed ?? "" };
  },
};
const claims = () => Buffer.from(JSON.stringify({ aud: "1234-abc.apps.googleusercontent.com" })).toString("base64url");
/** The scopes that were agreed to; all, where the run names none. */
const agreed = () => input.scopes ?? JSON.parse(readFileSync(`${input.project}/appsscript.json`, "utf-8")).oauthScopes;

const properties = {
  getProperty: (name) => input.properties?.[name] ?? null,
  setProperty(name, value) {
    input.properties = { ...input.properties, [name]: value };
    log.kept[name] = value;
  },
};

/** What the calls give, in a world of their own. */
function run() {
  const context = vm.createContext({
    console,
    HtmlService: {
      createHtmlOutputFromFile: (name) => html(sourceOf(name)),
      createTemplateFromFile: (name) => ({
        evaluate: () => html(sourceOf(name).replace(/<\?!?=(.*?)\?>/g, (_all, code) => vm.runInContext(code, context))),
      }),
    },
    LockService: { getDocumentLock: () => ({ tryLock: () => input.isLocked !== true, releaseLock() {} }) },
    PropertiesService: { getScriptProperties: () => properties },
    ScriptApp: {
      AuthMode: { FULL: "FULL" },
      getIdentityToken: () => (agreed().includes("openid") ? `header.${claims()}.signature` : null),
      getAuthorizationInfo: () => ({ getAuthorizedScopes: () => agreed() }),
      requireAllScopes() {},
      ...triggers(agreed),
    },
    MailApp: mail(agreed),
    Session: {
      getActiveUserLocale: () => input.locale ?? "en",
      getEffectiveUser: () => ({ getEmail: () => "champion@acme.example" }),
    },
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
        if (!agreed().some((scope) => scope.endsWith("external_request"))) throw new Error("no permission");
        const { spreadsheet: sent } = JSON.parse(options.payload);
        log.fetched.push({ url, headers: options.headers, bytes: options.payload.length, tabs: sent.tabs.map(({ title }) => title) });
        const target = url.replace(/^https:\/\/okr\.example\.com/, input.service);
        const headers = { ...options.headers, "Content-Type": options.contentType };
        const { status, text } = fetchNow(target, { method: options.method, headers, body: options.payload });
        return { getResponseCode: () => status, getContentText: () => text };
      },
    },
    Utilities: {
      base64DecodeWebSafe: (text) => Buffer.from(text, "base64url"),
      newBlob: (bytes) => ({ getDataAsString: () => bytes.toString() }),
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
