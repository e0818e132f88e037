/** The page: a workbook of Local Sheets in a grid, and the sidebar beside it. */

import { cellOfRange, columnLetters, enteredText, formatName, shownText } from "./cells.js";
import { lastChartedRow } from "./charts.js";
import { entriesFor, filterChange, filterRow, hiddenIn, lineChangeByKey } from "./commands.js";
import { askForFilter } from "./filter.js";
import { Grid } from "./grid.js";
import { openMenu } from "./menu.js";
import { TabRows } from "./tab_rows.js";
import { element } from "/sidebar/element.js";
import { cellLink } from "/sidebar/links.js";
import { createSidebar } from "/sidebar/sidebar.js";
import { words } from "/sidebar/texts.js";

const THEME = "okrsdk-theme";

const at = (id) => document.getElementById(id);
/** What is being written: edits come one after the other, so that each knows what was there before. */
let pending = Promise.resolve();
const state = { id: "", title: "", tabs: [], tab: null, sheet: null, data: null, selection: null };

const grid = new Grid(at("grid"), {
  whenSelected: showSelection,
  enter,
  valuesOf,
  openMenu: openCellMenu,
  say,
  filter,
  changeLines: (kind) => change(lineChangeByKey(state.sheet, kind, state.selection.block)),
});
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
at("undo").addEventListener("click", () => travel("undo"));
at("add-tab").addEventListener("click", addTab);
at("redo").addEventListener("click", () => travel("redo"));
at("format").addEventListener("change", (event) => change({ kind: "format", block: state.selection.block, format: event.target.value }));
at("filter").addEventListener("click", () => change(state.sheet.basicFilter ? { kind: "no_filter" } : filterChange(state.sheet, 0, [])));
at("actions").addEventListener("click", openActions);
document.querySelector(".book").addEventListener("keydown", undoByKey);
addEventListener("hashchange", () => selectCell(cellLink(location.hash) ?? { gid: "", range: "" }));
setTheme(localStorage.getItem(THEME) ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
await start();

async function start() {
  const workbooks = await ask("/workbooks");
  if (workbooks === null) return;
  if (workbooks.length === 0) {
    say(words("There is no workbook yet. Make one: okr demo, or okr new."));
    return;
  }
  at("workbooks").replaceChildren(...workbooks.map(({ id, title }) => element("option", { value: id }, title)));
  const wanted = new URLSearchParams(location.search).get("workbook");
  if (workbooks.some(({ id }) => id === wanted)) await open(wanted, cellLink(location.hash));
  else await open(workbooks[0].id);
}

/** Opens a workbook at its first tab, or at the place that an address names. */
async function open(id, place = null) {
  const workbook = await ask(`/workbooks/${encodeURIComponent(id)}`);
  if (workbook === null) return;
  at("workbooks").value = id;
  document.title = words("{title} · okrsdk workbench", { title: workbook.properties.title });
  const tabs = workbook.sheets.map((sheet) => sheet.properties).filter((tab) => !tab.hidden);
  Object.assign(state, { id, title: workbook.properties.title, tabs, tab: null });
  showHistory(workbook.history);
  await showTab(tabWith(place?.gid) ?? tabs[0]);
  if (place?.range) selectCell(place, { focus: false });
  await sidebar.open();
}

async function showTab(tab) {
  const data = new TabRows({
    read: async (start, end) => (await ask(`${tabAddress(tab)}/rows/${start}-${end}`))?.sheets[0].data[0].rowData ?? null,
    readFilled: () => ask(`${tabAddress(tab)}/filled`),
  });
  const [answer] = await Promise.all([ask(tabAddress(tab)), data.load(0, 0)]);
  if (answer === null) return;
  Object.assign(state, { tab, data });
  // As Google has it, so that a reload and a link lead there again.
  history.replaceState(null, "", `?workbook=${encodeURIComponent(state.id)}#gid=${tab.sheetId ?? 0}`);
  showTabs();
  await showSheet(answer.sheets[0]);
}

async function showSheet(sheet) {
  const { data, id, tab } = state;
  await data.load(0, lastChartedRow(sheet));
  if (data !== state.data) return;
  state.sheet = sheet;
  grid.show(sheet, data, `${id} ${tab.sheetId ?? 0}`);
  for (const name of ["format", "filter", "actions"]) at(name).disabled = false;
  at("filter").setAttribute("aria-pressed", String(sheet.basicFilter !== undefined));
}

/** Reads the tab anew, after an edit or an action of the sidebar, and shows it once no cell is being edited. */
async function reload() {
  if (state.tab === null) return;
  const { tab, data } = state;
  data.expire();
  const [workbook, answer] = await Promise.all([ask(`/workbooks/${encodeURIComponent(state.id)}`), ask(tabAddress(tab)), grid.load()]);
  if (workbook !== null) {
    state.tabs = workbook.sheets.map((found) => found.properties).filter((found) => !found.hidden);
    showHistory(workbook.history);
    showTabs();
  }
  await grid.edited;
  if (state.data !== data) return;
  if (!state.tabs.some((found) => found.sheetId === tab.sheetId)) await showTab(state.tabs[0]);
  else if (answer !== null) await showSheet(answer.sheets[0]);
}

/** Says what can be undone and done again. */
function showHistory(names) {
  const { undo, redo } = names;
  at("undo").disabled = undo === null;
  at("undo").title = undo === null ? words("Undo (Ctrl+Z)") : words("Undo: {step} (Ctrl+Z)", { step: undo });
  at("redo").disabled = redo === null;
  at("redo").title = redo === null ? words("Redo (Ctrl+Y)") : words("Redo: {step} (Ctrl+Y)", { step: redo });
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
    node.addEventListener("click", () => (isOpen ? focusOpenTab() : showTab(tab).then(focusOpenTab)));
    node.addEventListener("keydown", moveBetweenTabs);
    return node;
  });
  at("tabs").replaceChildren(...nodes);
}

/** Adds a blank tab behind the others, and opens it. */
async function addTab() {
  const known = state.tabs.length;
  await change({ kind: "add_tab" });
  if (state.tabs.length > known) await showTab(state.tabs.at(-1));
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
  if (document.activeElement !== at("entry")) at("entry").value = enteredText(selection.cell);
  at("format").value = formatName(selection.cell);
  say(selection.cell?.note ?? (selection.isOkrs ? words("okrsdk writes this column: what you type here is replaced by the next grade.") : ""));
}

/** Goes to a cell that a card names. */
function selectCell({ gid, range }, options) {
  const tab = gid === "" ? state.tab : tabWith(gid);
  if (!tab) return false;
  const { row, column } = cellOfRange(range);
  const isOpen = tab.sheetId === state.tab.sheetId;
  (isOpen ? Promise.resolve() : showTab(tab)).then(() => grid.select(row, column, options));
  return true;
}

/** The tab of an ID, as addresses have it; undefined where there is none. */
function tabWith(gid) {
  return state.tabs.find((found) => String(found.sheetId ?? 0) === gid);
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
  grid.showTyped(row, column, texts);
  await written(await ask(`${tabAddress(state.tab)}/cells`, { row, column, texts }));
}

/** Changes the tab, once whatever was done before is written and shown. */
function change(body) {
  return inTurn(async () => written(await ask(`${tabAddress(state.tab)}/changes`, body)));
}

/** Shows the tab as it is now, and again what was said of a change that failed. */
async function written(answer) {
  const told = at("note").textContent;
  await reload();
  if (answer === null) say(told);
}

function openCellMenu(place) {
  openMenu(place, entriesFor(state.sheet, state.selection, { change, filter }), words("Rows, columns and cells"));
}

function openActions() {
  const box = at("actions").getBoundingClientRect();
  openCellMenu({ left: box.left, top: box.bottom + 4 });
}

/** Asks what a column's filter is to let through, and filters. */
async function filter(column) {
  const { sheet, data, tab } = state;
  const row = filterRow(sheet);
  const quoted = `'${tab.title.replaceAll("'", "''")}'`;
  const letters = columnLetters(column);
  const values = await valuesOf(`${quoted}!${letters}${row + 2}:${letters}`);
  const name = shownText(data.cell(row, column)) || words("column {letters}", { letters });
  const hidden = hiddenIn(sheet).find((one) => one.column === column)?.values ?? [];
  const chosen = await askForFilter(name, values, hidden);
  if (chosen !== null) await change(filterChange(sheet, column, chosen));
}

async function valuesOf(range) {
  return (await ask(`/workbooks/${encodeURIComponent(state.id)}/choices?range=${encodeURIComponent(range)}`)) ?? [];
}

function undoByKey(event) {
  if (!(event.ctrlKey || event.metaKey) || event.target.matches("input, select")) return;
  const way = { z: event.shiftKey ? "redo" : "undo", y: "redo" }[event.key.toLowerCase()];
  if (!way) return;
  event.preventDefault();
  travel(way);
}

/** Takes the last step back, whoever made it, or does it again; and goes to where it was. */
function travel(way) {
  return inTurn(async () => {
    const told = await ask(`/workbooks/${encodeURIComponent(state.id)}/${way}`, {});
    if (told === null) return;
    const tab = state.tabs.find((found) => told.place !== null && (found.sheetId ?? 0) === told.place.sheetId);
    if (!tab || tab.sheetId === state.tab.sheetId) await reload();
    else await Promise.all([showTab(tab), readHistory()]);
    if (tab) grid.select(told.place.row, told.place.column);
    say(told.text);
  });
}

async function readHistory() {
  const workbook = await ask(`/workbooks/${encodeURIComponent(state.id)}`);
  if (workbook !== null) showHistory(workbook.history);
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
    say(answer.detail ?? answer.title ?? words("This could not be done."));
  } catch {
    say(words("The workbench does not answer. Is `okr workbench` still running?"));
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
  at("theme").textContent = theme === "dark" ? words("Light theme") : words("Dark theme");
}
