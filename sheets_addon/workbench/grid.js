/** The grid: one tab as an accessible table that one moves through with the keyboard. */

import { applyFormat, choicesOf, columnLetters, isTickBox, shownText } from "./cells.js";
import { chartsOf } from "./charts.js";
import { editCell } from "./editor.js";
import { element } from "/sidebar/element.js";

const SPARE_ROWS = 12;
const SPARE_COLUMNS = 1;
const LEAST_COLUMNS = 8;
const PAGE_ROWS = 12;
const ROW_HEAD_WIDTH = 44;
const COLUMN_WIDTH = 100;
const FLASH_MS = 1600;

/**
 * @typedef {object} Selection a selected cell.
 * @property {number} row from 0.
 * @property {number} column from 0.
 * @property {object} cell the API's CellData.
 * @property {boolean} isOkrs whether okrsdk writes it.
 */

/** A grid in an element of the page. */
export class Grid {
  #root;
  #whenSelected;
  #enter;
  #sheet = null;
  #rows = [];
  #nodes = new Map();
  #place = { row: 0, column: 0 };

  /**
   * @param {HTMLElement} root the element that scrolls.
   * @param {object} reactions
   * @param {(selection: Selection) => void} reactions.whenSelected called whenever another cell is selected.
   * @param {(row: number, column: number, text: string) => Promise<void>} reactions.enter enters a text into a cell.
   */
  constructor(root, { whenSelected, enter }) {
    this.#root = root;
    this.#whenSelected = whenSelected;
    this.#enter = enter;
    root.addEventListener("keydown", (event) => this.#keyDown(event));
  }

  /**
   * Shows a tab. The same tab again keeps the place, and what changed lights up.
   *
   * @param {object} sheet the API's Sheet, with its data.
   */
  show(sheet) {
    const isSame = this.#sheet?.properties.sheetId === sheet.properties.sheetId;
    const before = isSame ? new Map([...this.#nodes].map(([key, node]) => [key, node.textContent])) : null;
    const hadFocus = this.#root.contains(document.activeElement);
    const { scrollTop, scrollLeft } = this.#root;
    this.#sheet = sheet;
    this.#rows = sheet.data?.[0]?.rowData ?? [];
    this.#root.replaceChildren(this.#table());
    this.#padScrolling();
    this.#root.append(...chartsOf(sheet, (row, column) => this.#nodes.get(keyOf(row, column))));
    if (!isSame) this.#place = { row: 0, column: 0 };
    this.#root.scrollTo(isSame ? { left: scrollLeft, top: scrollTop } : { left: 0, top: 0 });
    this.select(this.#place.row, this.#place.column, { focus: hadFocus, scroll: false });
    if (before) this.#flashChanges(before);
  }

  /** Whether a cell is being edited. */
  get isEdited() {
    return this.#root.querySelector(".is-edited") !== null;
  }

  /** Selects a cell; one beyond what is shown selects the nearest. */
  select(row, column, { focus = true, scroll = true } = {}) {
    const node = this.#nodes.get(keyOf(row, column)) ?? this.#nearest(row, column);
    if (!node) return;
    for (const old of this.#root.querySelectorAll("[aria-selected=true]")) {
      old.setAttribute("aria-selected", "false");
      old.tabIndex = -1;
    }
    this.#place = { row: Number(node.dataset.row), column: Number(node.dataset.column) };
    node.setAttribute("aria-selected", "true");
    node.tabIndex = 0;
    if (scroll) node.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (focus) node.focus({ preventScroll: true });
    this.#whenSelected({ ...this.#place, cell: this.#cell(this.#place), isOkrs: this.#isOkrs(this.#place) });
  }

  /** Edits the selected cell, as if a person began to type. */
  async edit(typed = null) {
    const { row, column } = this.#place;
    const node = this.#nodes.get(keyOf(row, column));
    const cell = this.#cell(this.#place);
    if (isTickBox(cell)) {
      await this.#enter(row, column, cell?.effectiveValue?.boolValue === true ? "FALSE" : "TRUE");
      return;
    }
    const outcome = await editCell(node, cell, typed);
    node.focus({ preventScroll: true });
    if (outcome.text !== null) await this.#enter(row, column, outcome.text);
    if (outcome.move) this.select(row + outcome.move[0], column + outcome.move[1]);
  }

  #table() {
    this.#nodes = new Map();
    const { rowCount, columnCount, frozenRowCount = 0, frozenColumnCount = 0 } = this.#sheet.properties.gridProperties;
    const filled = Math.max(LEAST_COLUMNS, ...this.#rows.map((row) => row.values?.length ?? 0)) + SPARE_COLUMNS;
    const width = this.#sheet.charts ? columnCount : filled;
    const columns = this.#visibleColumns(Math.min(width, columnCount), frozenColumnCount);
    const used = this.#rows.findLastIndex((row) => (row.values ?? []).some((cell) => cell.effectiveValue)) + 1;
    const height = Math.min(used + SPARE_ROWS, rowCount);
    const hidden = this.#sheet.data?.[0]?.rowMetadata ?? [];
    const rows = [];
    for (let row = 0; row < height; row += 1) {
      if (hidden[row]?.hiddenByUser || hidden[row]?.hiddenByFilter) continue;
      rows.push(this.#row(row, columns, row < frozenRowCount && row === 0));
    }
    const table = element(
      "table",
      { role: "grid", "aria-label": this.#sheet.properties.title, "aria-rowcount": rowCount, "aria-colcount": columnCount },
      columnGroup(columns),
      element("thead", {}, headRow(columns)),
      element("tbody", {}, ...rows),
    );
    table.style.width = `${ROW_HEAD_WIDTH + columns.reduce((sum, column) => sum + column.width, 0)}px`;
    table.classList.toggle("no-lines", this.#sheet.properties.gridProperties.hideGridlines === true);
    return table;
  }

  #visibleColumns(count, frozen) {
    const properties = this.#sheet.data?.[0]?.columnMetadata ?? [];
    const columns = [];
    let left = ROW_HEAD_WIDTH;
    for (let index = 0; index < count; index += 1) {
      const { pixelSize = COLUMN_WIDTH, hiddenByUser = false } = properties[index] ?? {};
      if (hiddenByUser) continue;
      columns.push({ index, width: pixelSize, left: index < frozen ? left : null });
      left += pixelSize;
    }
    return columns;
  }

  #row(row, columns, isFrozen) {
    const head = element("th", { class: "row-head", scope: "row" }, String(row + 1));
    const cells = columns.map((column) => this.#cellNode(row, column));
    return element("tr", { class: isFrozen ? "is-frozen" : null, "aria-rowindex": row + 1 }, head, ...cells);
  }

  #cellNode(row, column) {
    const cell = this.#rows[row]?.values?.[column.index];
    const node = element("td", {
      role: "gridcell",
      tabindex: -1,
      "aria-selected": "false",
      "aria-colindex": column.index + 1,
      "data-row": row,
      "data-column": column.index,
    });
    this.#fill(node, cell, this.#rows[row]?.values?.[column.index + 1]);
    if (column.left !== null) {
      node.classList.add("is-fixed");
      node.style.left = `${column.left}px`;
    }
    node.addEventListener("mousedown", () => this.select(row, column.index, { scroll: false }));
    node.addEventListener("dblclick", () => this.edit());
    this.#nodes.set(keyOf(row, column.index), node);
    return node;
  }

  #fill(node, cell, next) {
    if (!cell) return;
    applyFormat(node, cell);
    const box = isTickBox(cell);
    node.append(box ? (cell.effectiveValue?.boolValue === true ? "☑" : "☐") : shownText(cell));
    node.classList.toggle("has-note", Boolean(cell.note));
    node.classList.toggle("has-choices", choicesOf(cell) !== null);
    node.classList.toggle("has-error", cell.effectiveValue?.errorValue !== undefined);
    node.classList.toggle("may-spill", cell.effectiveValue?.stringValue !== undefined && !next?.effectiveValue);
  }

  #keyDown(event) {
    if (event.target.getAttribute("role") !== "gridcell") return;
    const { row, column } = this.#place;
    const step = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [row, 0],
      End: [row, Number.MAX_SAFE_INTEGER],
      PageUp: [Math.max(row - PAGE_ROWS, 0), column],
      PageDown: [row + PAGE_ROWS, column],
    }[event.key];
    if (event.key === "Home" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.select(0, 0);
    } else if (step) {
      event.preventDefault();
      this.#move(...step);
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      this.edit();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.#enter(row, column, "");
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.edit(event.key);
    }
  }

  /** Moves towards a cell, over hidden rows and columns. */
  #move(row, column) {
    const { row: fromRow, column: fromColumn } = this.#place;
    const goesBack = row < fromRow || column < fromColumn;
    const places = [...this.#nodes.values()].map((node) => [Number(node.dataset.row), Number(node.dataset.column)]);
    const fits = (value, from, to) => (goesBack ? value < from && value <= to : value > from && value >= to);
    const along = row === fromRow ? 1 : 0;
    const [from, to] = along === 1 ? [fromColumn, column] : [fromRow, row];
    const inLine = places.filter((place) => place[1 - along] === (along === 1 ? fromRow : fromColumn)).map((place) => place[along]);
    const beyond = inLine.filter((value) => fits(value, from, to));
    const end = goesBack ? Math.min(...inLine) : Math.max(...inLine);
    const target = beyond.length === 0 ? end : goesBack ? Math.max(...beyond) : Math.min(...beyond);
    this.select(along === 1 ? fromRow : target, along === 1 ? target : fromColumn);
  }

  #nearest(row, column) {
    let best = null;
    let least = Infinity;
    for (const node of this.#nodes.values()) {
      const distance = Math.abs(node.dataset.row - row) + Math.abs(node.dataset.column - column);
      if (distance < least) [best, least] = [node, distance];
    }
    return best;
  }

  /** Tells the browser what is frozen, so that a cell scrolled to is seen beside and below it. */
  #padScrolling() {
    const fixed = [...this.#root.querySelectorAll("tbody tr:first-child > .is-fixed")];
    const kept = fixed.filter((node) => getComputedStyle(node).position === "sticky");
    const left = ROW_HEAD_WIDTH + kept.reduce((sum, node) => sum + node.offsetWidth, 0);
    const top = this.#root.querySelector("thead").offsetHeight + (this.#root.querySelector(".is-frozen")?.offsetHeight ?? 0);
    this.#root.style.scrollPadding = `${top}px 0 0 ${left}px`;
  }

  #flashChanges(before) {
    for (const [key, node] of this.#nodes) {
      if (!before.has(key) || before.get(key) === node.textContent) continue;
      node.classList.add("has-changed");
      setTimeout(() => node.classList.remove("has-changed"), FLASH_MS);
    }
  }

  #cell({ row, column }) {
    return this.#rows[row]?.values?.[column];
  }

  #isOkrs({ row, column }) {
    const own = (this.#sheet.protectedRanges ?? []).filter((range) => range.warningOnly).map((range) => range.range ?? {});
    const within = (value, start = 0, end = Infinity) => value >= start && value < end;
    return own.some(
      (range) =>
        within(column, range.startColumnIndex, range.endColumnIndex) && within(row, range.startRowIndex, range.endRowIndex),
    );
  }
}

function keyOf(row, column) {
  return `${row}:${column}`;
}

function columnGroup(columns) {
  const widths = [ROW_HEAD_WIDTH, ...columns.map((column) => column.width)];
  const nodes = widths.map((width) => {
    const node = element("col");
    node.style.width = `${width}px`;
    return node;
  });
  return element("colgroup", {}, ...nodes);
}

function headRow(columns) {
  const heads = columns.map((column) => {
    const node = element("th", { scope: "col", class: column.left === null ? null : "is-fixed" }, columnLetters(column.index));
    if (column.left !== null) node.style.left = `${column.left}px`;
    return node;
  });
  return element("tr", {}, element("td", { class: "corner" }), ...heads);
}
