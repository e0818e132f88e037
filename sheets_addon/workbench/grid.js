/** The grid: one tab as an accessible table that one moves through, edits, copies and pastes with the keyboard. */

import { choicesOf, enteredText, exactText, isTickBox, shownText } from "./cells.js";
import { chartsOf } from "./charts.js";
import { putBlock, takeBlock } from "./clipboard.js";
import { editCell } from "./editor.js";
import { blockBetween, moved, stepped } from "./moves.js";
import { ROW_HEAD_WIDTH, keyOf, tableOf } from "./table.js";

const FLASH_MS = 1600;

/**
 * @typedef {object} Selection the selected cell.
 * @property {number} row from 0.
 * @property {number} column from 0.
 * @property {object} cell the API's CellData.
 * @property {boolean} isOkrs whether okrsdk writes it.
 * @property {{row: number, column: number, rows: number, columns: number}} block the block that is selected around it.
 */

/** A grid in an element of the page. */
export class Grid {
  #root;
  #whenSelected;
  #enter;
  #valuesOf;
  #edited = null;
  #sheet = null;
  #rows = [];
  #nodes = new Map();
  #lines = { rows: [], columns: [], isFilled: () => false };
  /** The selected cell, and the cell at the other end of the block that is selected. */
  #place = { row: 0, column: 0 };
  #far = { row: 0, column: 0 };

  /**
   * @param {HTMLElement} root the element that scrolls.
   * @param {object} reactions
   * @param {(selection: Selection) => void} reactions.whenSelected called whenever something else is selected.
   * @param {(row: number, column: number, texts: string[][]) => Promise<void>} reactions.enter enters texts into a block
   *   of cells, from its first cell on.
   * @param {(range: string) => Promise<string[]>} reactions.valuesOf what a range that a drop-down refers to holds.
   */
  constructor(root, { whenSelected, enter, valuesOf }) {
    this.#root = root;
    this.#whenSelected = whenSelected;
    this.#enter = enter;
    this.#valuesOf = valuesOf;
    root.addEventListener("keydown", (event) => this.#keyDown(event));
    root.addEventListener("mousedown", (event) => this.#mouseDown(event));
    root.addEventListener("mouseover", (event) => this.#mouseOver(event));
    root.addEventListener("dblclick", (event) => event.target.closest("td[data-row]") && !this.isEdited && this.edit());
    root.addEventListener("copy", (event) => this.#copy(event));
    root.addEventListener("paste", (event) => this.#paste(event));
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
    const { table, nodes } = tableOf(sheet, { width: this.#root.clientWidth, height: this.#root.clientHeight });
    this.#nodes = nodes;
    this.#lines = linesOf(nodes, (place) => Boolean(this.#cell(place)?.effectiveValue));
    this.#root.replaceChildren(table);
    this.#padScrolling();
    this.#root.append(...chartsOf(sheet, (row, column) => this.#nodes.get(keyOf(row, column))));
    if (!isSame) this.#place = this.#far = { row: 0, column: 0 };
    this.#root.scrollTo(isSame ? { left: scrollLeft, top: scrollTop } : { left: 0, top: 0 });
    this.#pick(this.#nearest(this.#place), this.#nearest(this.#far), { focus: hadFocus, scroll: false });
    if (before) this.#flashChanges(before);
  }

  /** Whether a cell is being edited. */
  get isEdited() {
    return this.#root.querySelector(".is-edited") !== null;
  }

  /** Settles once the cell that is being edited is left; at once where none is. */
  get edited() {
    return this.isEdited ? this.#edited : Promise.resolve();
  }

  /** Selects a cell; one beyond what is shown selects the nearest. */
  select(row, column, options) {
    const place = this.#nearest({ row, column });
    this.#pick(place, place, options);
  }

  /** Shows at once what was typed, until the tab is read anew. */
  showTyped(row, column, texts) {
    texts.forEach((line, down) =>
      line.forEach((text, right) => {
        const node = this.#nodes.get(keyOf(row + down, column + right));
        node?.replaceChildren(text);
        node?.classList.add("is-pending");
      }),
    );
  }

  /** What a block of cells holds: the API's userEnteredValue of each, null where a cell is blank. */
  held({ row, column, rows, columns }) {
    const held = (line, at) => this.#cell({ row: line, column: at })?.userEnteredValue ?? null;
    return Array.from({ length: rows }, (_row, down) => Array.from({ length: columns }, (_cell, right) => held(row + down, column + right)));
  }

  /** Edits the selected cell, as if a person began to type. */
  async edit(typed = null) {
    const { row, column } = this.#place;
    const node = this.#nodes.get(keyOf(row, column));
    const cell = this.#cell(this.#place);
    if (isTickBox(cell)) {
      await this.#enter(row, column, [[cell?.effectiveValue?.boolValue === true ? "FALSE" : "TRUE"]]);
      return;
    }
    this.#pick(this.#place, this.#place);
    const offer = choicesOf(cell);
    const choices = offer === null ? null : (offer.values ?? (await this.#valuesOf(offer.range)));
    this.#edited = editCell(node, cell, { typed, choices });
    const outcome = await this.#edited;
    node.focus({ preventScroll: true });
    if (outcome.text !== null) this.#enter(row, column, [[outcome.text]]);
    if (outcome.move) this.select(stepped(this.#lines.rows, row, outcome.move[0]), stepped(this.#lines.columns, column, outcome.move[1]));
  }

  #pick(place, far, { focus = true, scroll = true } = {}) {
    const node = this.#nodes.get(keyOf(place.row, place.column));
    if (!node) return;
    for (const old of this.#root.querySelectorAll("[aria-selected=true]")) {
      old.setAttribute("aria-selected", "false");
      old.tabIndex = -1;
    }
    [this.#place, this.#far] = [place, far];
    const block = blockBetween(place, far);
    for (const picked of this.#nodesIn(block)) picked.setAttribute("aria-selected", "true");
    this.#root.querySelector(".is-active")?.classList.remove("is-active");
    node.classList.add("is-active");
    node.tabIndex = 0;
    if (scroll) this.#nodes.get(keyOf(far.row, far.column)).scrollIntoView({ block: "nearest", inline: "nearest" });
    if (focus) node.focus({ preventScroll: true });
    this.#whenSelected({ ...place, block, cell: this.#cell(place), isOkrs: this.#isOkrs(place) });
  }

  #nodesIn({ row, column, rows, columns }) {
    const isIn = (node) => node.dataset.row >= row && node.dataset.row < row + rows && node.dataset.column >= column && node.dataset.column < column + columns;
    return rows * columns === 1 ? [this.#nodes.get(keyOf(row, column))] : [...this.#nodes.values()].filter(isIn);
  }

  #keyDown(event) {
    if (event.target.getAttribute("role") !== "gridcell") return;
    const isCommand = event.ctrlKey || event.metaKey;
    const place = moved(event, event.shiftKey ? this.#far : this.#place, this.#lines);
    if (place) this.#pick(event.shiftKey ? this.#place : place, place);
    else if (isCommand && event.key === "x") this.#cut();
    else if (isCommand && event.key === "a") this.#pick(...this.#corners());
    else if (event.key === "Escape") this.#pick(this.#place, this.#place);
    else if (event.key === "Enter" || event.key === "F2") this.edit();
    else if (event.key === "Delete" || event.key === "Backspace") this.#clear();
    else if (event.key.length === 1 && !isCommand && !event.altKey) this.edit(event.key);
    else return;
    event.preventDefault();
  }

  #mouseDown(event) {
    const cell = event.target.closest("td[data-row]");
    const head = event.target.closest("th");
    if (event.button !== 0 || event.target.closest(".is-edited") || !(cell || head)) return;
    event.preventDefault();
    const [first, last] = this.#corners();
    const from = { row: Number((cell ?? head).dataset.row ?? first.row), column: Number((cell ?? head).dataset.column ?? first.column) };
    const to = { row: Number((cell ?? head).dataset.row ?? last.row), column: Number((cell ?? head).dataset.column ?? last.column) };
    this.#pick(event.shiftKey ? this.#place : from, to, { scroll: false });
  }

  #mouseOver(event) {
    const cell = event.target.closest("td[data-row]");
    if (event.buttons !== 1 || !cell || this.isEdited || !this.#root.contains(document.activeElement)) return;
    this.#pick(this.#place, { row: Number(cell.dataset.row), column: Number(cell.dataset.column) });
  }

  #copy(event) {
    if (event.target.getAttribute?.("role") === "gridcell") this.#put(event);
  }

  #put(event) {
    event.preventDefault();
    event.stopPropagation();
    const block = blockBetween(this.#place, this.#far);
    const cells = Array.from({ length: block.rows }, (_row, down) =>
      Array.from({ length: block.columns }, (_cell, right) => this.#cell({ row: block.row + down, column: block.column + right })),
    );
    putBlock(event.clipboardData, cells.map((row) => row.map(shownText)), cells.map((row) => row.map(exactText)));
  }

  #cut() {
    // Browsers tell of a cut only where one can type, so it is a copy that clears.
    let isPut = false;
    const put = (event) => {
      this.#put(event);
      isPut = true;
    };
    document.addEventListener("copy", put, { capture: true });
    document.execCommand("copy");
    document.removeEventListener("copy", put, { capture: true });
    if (isPut) this.#clear();
  }

  #paste(event) {
    if (event.target.getAttribute("role") !== "gridcell") return;
    event.preventDefault();
    const block = takeBlock(event.clipboardData);
    if (block === null) return;
    const { row, column, rows, columns } = blockBetween(this.#place, this.#far);
    const isOne = block.length === 1 && block[0].length === 1;
    const texts = isOne ? filled(rows, columns, block[0][0]) : block;
    const last = this.#nearest({ row: row + texts.length - 1, column: column + texts[0].length - 1 });
    this.#enter(row, column, texts).then(() => this.#pick({ row, column }, last, { scroll: false }));
  }

  #clear() {
    const { row, column, rows, columns } = blockBetween(this.#place, this.#far);
    this.#enter(row, column, filled(rows, columns, ""));
  }

  #corners() {
    const { rows, columns } = this.#lines;
    return [{ row: rows[0], column: columns[0] }, { row: rows.at(-1), column: columns.at(-1) }];
  }

  /** The cell at a place, or the nearest one that is shown. */
  #nearest({ row, column }) {
    const closest = (line, to) => line.reduce((best, at) => (Math.abs(at - to) < Math.abs(best - to) ? at : best), line[0]);
    return { row: closest(this.#lines.rows, row), column: closest(this.#lines.columns, column) };
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

function filled(rows, columns, text) {
  return Array.from({ length: rows }, () => Array(columns).fill(text));
}

function linesOf(nodes, isFilled) {
  const own = (name) => [...new Set([...nodes.values()].map((node) => Number(node.dataset[name])))];
  return { rows: own("row"), columns: own("column"), isFilled };
}
