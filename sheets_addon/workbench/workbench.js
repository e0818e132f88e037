/** The page: a workbook of Local Sheets in a grid, and the sidebar beside it. */

import { cellOfRange, columnLetters, enteredText } from "./cells.js";
import { Grid } from "./grid.js";
import { History } from "./history.js";
import { element } from "/sidebar/element.js";
import { createSidebar } from "/sidebar/sidebar.js";

const OKRS_OWN = "okrsdk writes this column: what you type here is replaced by the next grade.";
const THEME = "okrsdk-theme";

const at = (id) => document.getElementById(id);
/** What is being written: edits come one after the other, so that each knows what was there before. */
let pending = Promise.resolve();
const state = { id: "", title: "", tabs: [], tab: null, shown: "", selection: null };

const history_ = new History(({ undo, redo }) => {
  at("undo").disabled = !undo;
  at("redo").disabled = !redo;
});
const grid = new Grid(at("grid"), { whenSelected: showSelection, enter, valuesOf });
const sidebar = createSidebar(at("sidebar"), {
  homepage: "/addon/opened",
  document: () => ({ id: state.id, title: state.title }),
  selectCell,
  requestFile: async () => "/addon/file-granted",
  whenAnswered: () => reload(),
  hasHints: true,
  landmark: "complementary",
});

at("workbooks").addEventListener("change", (event) => open(event.target.value));
at("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
at("entry").addEventListener("keydown", typeInEntry);
at("undo").addEventListener("click", undo);
at("redo").addEventListener("click", redo);
document.querySelector(".book").addEventListener("keydown", undoByKey);
setTheme(localStorage.getItem(THEME) ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
await start();

async function start() {
  const workbooks = await ask("/workbooks");
  if (workbooks === null) return;
  if (workbooks.length === 0) {
    say("There is no workbook yet. Make one: okr demo, or okr new.");
    return;
  }
  at("workbooks").replaceChildren(...workbooks.map(({ id, title }) => element("option", { value: id }, title)));
  const wanted = new URLSearchParams(location.search).get("workbook");
  await open(workbooks.some(({ id }) => id === wanted) ? wanted : workbooks[0].id);
}

async function open(id) {
  const workbook = await ask(`/workbooks/${encodeURIComponent(id)}`);
  if (workbook === null) return;
  at("workbooks").value = id;
  history.replaceState(null, "", `?workbook=${encodeURIComponent(id)}`);
  document.title = `${workbook.properties.title} · okrsdk workbench`;
  const tabs = workbook.sheets.map((sheet) => sheet.properties).filter((tab) => !tab.hidden);
  Object.assign(state, { id, title: workbook.properties.title, tabs, tab: null });
  history_.clear();
  await showTab(tabs[0]);
  await sidebar.open();
}

async function showTab(tab) {
  const answer = await ask(tabAddress(tab));
  if (answer === null) return;
  state.tab = tab;
  showTabs();
  showSheet(answer.sheets[0]);
}

function showSheet(sheet) {
  state.shown = JSON.stringify(sheet);
  grid.show(sheet);
}

/** Reads the tab anew, after an edit or an action of the sidebar, and shows it once no cell is being edited. */
async function reload() {
  if (state.tab === null) return;
  const tab = state.tab;
  const [workbook, answer] = await Promise.all([ask(`/workbooks/${encodeURIComponent(state.id)}`), ask(tabAddress(tab))]);
  if (workbook !== null) {
    state.tabs = workbook.sheets.map((found) => found.properties).filter((found) => !found.hidden);
    showTabs();
  }
  const [sheet] = answer?.sheets ?? [];
  await grid.edited;
  if (sheet && state.tab === tab && JSON.stringify(sheet) !== state.shown) showSheet(sheet);
}

function tabAddress(tab) {
  return `/workbooks/${encodeURIComponent(state.id)}/tabs/${tab.sheetId ?? 0}`;
}

function showTabs() {
  const nodes = state.tabs.map((tab) => {
    const isOpen = (tab.sheetId ?? 0) === (state.tab.sheetId ?? 0);
    const node = element("button", { type: "button", role: "tab", class: "tab", "aria-controls": "grid" }, tab.title);
    node.setAttribute("aria-selected", String(isOpen));
    node.tabIndex = isOpen ? 0 : -1;
    node.addEventListener("click", () => showTab(tab).then(focusOpenTab));
    node.addEventListener("keydown", moveBetweenTabs);
    return node;
  });
  at("tabs").replaceChildren(...nodes);
}

function moveBetweenTabs(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const open_ = state.tabs.findIndex((tab) => tab.sheetId === state.tab.sheetId);
  const next = (open_ + step + state.tabs.length) % state.tabs.length;
  showTab(state.tabs[next]).then(focusOpenTab);
}

function focusOpenTab() {
  at("tabs").querySelector("[aria-selected=true]")?.focus();
}

function showSelection(selection) {
  state.selection = selection;
  at("address").textContent = addressOf(selection.block);
  at("entry").value = enteredText(selection.cell);
  say(selection.cell?.note ?? (selection.isOkrs ? OKRS_OWN : ""));
}

/** Goes to a cell that a card names. */
function selectCell({ gid, range }) {
  const tab = gid === "" ? state.tab : state.tabs.find((found) => String(found.sheetId ?? 0) === gid);
  if (!tab) return false;
  const { row, column } = cellOfRange(range);
  const isOpen = tab.sheetId === state.tab.sheetId;
  (isOpen ? Promise.resolve() : showTab(tab)).then(() => grid.select(row, column));
  return true;
}

/** The address of a block of cells: `B2`, or `B2:C5`. */
function addressOf({ row, column, rows, columns }) {
  const first = `${columnLetters(column)}${row + 1}`;
  return rows * columns === 1 ? first : `${first}:${columnLetters(column + columns - 1)}${row + rows}`;
}

/** Enters texts into cells, once whatever was done before is written and shown. */
function enter(row, column, texts) {
  return inTurn(() => entered(row, column, texts));
}

function inTurn(work) {
  pending = pending.then(work);
  return pending;
}

async function entered(row, column, texts) {
  const tab = state.tab;
  const before = grid.held({ row, column, rows: texts.length, columns: texts[0].length });
  grid.showTyped(row, column, texts);
  state.shown = "";
  const answer = await ask(`${tabAddress(tab)}/cells`, { row, column, texts });
  if (answer !== null) history_.add({ tab, row, column, texts, before });
  const told = at("note").textContent;
  await reload();
  if (answer === null) say(told);
}

async function valuesOf(range) {
  return (await ask(`/workbooks/${encodeURIComponent(state.id)}/choices?range=${encodeURIComponent(range)}`)) ?? [];
}

function undoByKey(event) {
  if (!(event.ctrlKey || event.metaKey) || event.target.matches("input, select")) return;
  const act = { z: event.shiftKey ? redo : undo, y: redo }[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
}

function undo() {
  return inTurn(async () => {
    const step = history_.undo();
    if (step) await written(step, "values", { values: step.before });
  });
}

function redo() {
  return inTurn(async () => {
    const step = history_.redo();
    if (step) await written(step, "cells", { texts: step.texts });
  });
}

/** Writes the cells of an edit once more, and shows them. */
async function written({ tab, row, column, texts }, what, content) {
  const answer = await ask(`${tabAddress(tab)}/${what}`, { row, column, ...content });
  if (answer === null) return;
  if (tab.sheetId === state.tab.sheetId) await reload();
  else await showTab(tab);
  grid.select(row, column);
  say(`${addressOf({ row, column, rows: texts.length, columns: texts[0].length })} is as it was${what === "values" ? " before" : ""}.`);
}

async function typeInEntry(event) {
  const { row, column, cell } = state.selection ?? {};
  if (event.key === "Escape") {
    event.target.value = enteredText(cell);
    grid.select(row, column);
  } else if (event.key === "Enter") {
    if (event.target.value !== enteredText(cell)) await enter(row, column, [[event.target.value]]);
    grid.select(row + 1, column);
  }
}

/** Asks the service; null, with a word to the reader, when it fails. */
async function ask(address, body) {
  try {
    const options = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(address, options);
    const answer = await response.json();
    if (response.ok) return answer;
    say(answer.detail ?? answer.title ?? "This could not be done.");
  } catch {
    say("The workbench does not answer. Is `okr demo` still running?");
  }
  return null;
}

function say(text) {
  at("note").textContent = text;
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(THEME, theme);
  sidebar.setTheme(theme);
  at("theme").setAttribute("aria-pressed", String(theme === "dark"));
}
