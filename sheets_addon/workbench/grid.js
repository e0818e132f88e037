/** The grid: one tab as an accessible table that one moves through, edits, copies and pastes with the keyboard. */

import { choicesOf, enteredText, exactText, isTickBox, shownText } from "./cells.js";
import { putBlock, takeBlock } from "./clipboard.js";
import { filterRow, hiddenIn } from "./commands.js";
import { editCell } from "./editor.js";
import { blockBetween, moved, stepped } from "./moves.js";
import { View } from "./view.js";
import { element } from "/sidebar/element.js";
import { words } from "/sidebar/texts.js";

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
  #reactions;
  #view;
  #edited = null;
  #sheet = null;
  #data = null;
  #key = "";
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
   * @param {(place: {left: number, top: number}) => void} reactions.openMenu opens the menu of what is selected.
   * @param {(column: number) => void} reactions.filter asks what a column's filter is to let through.
   * @param {(text: string) => void} reactions.say tells something to the reader.
   * @param {(kind: "insert"|"delete") => void} reactions.changeLines inserts or deletes the rows or columns selected.
   */
  constructor(root, reactions) {
    this.#root = root;
    this.#reactions = reactions;
    this.#view = new View(root, (rows) => this.#mark(rows));
    root.addEventListener("keydown", (event) => this.#keyDown(event));
    root.addEventListener("mousedown", (event) => this.#mouseDown(event));
    root.addEventListener("mouseover", (event) => this.#mouseOver(event));
    root.addEventListener("dblclick", (event) => event.target.closest("td[data-row]") && !this.isEdited && this.edit());
    root.addEventListener("contextmenu", (event) => this.#contextMenu(event));
    root.addEventListener("copy", (event) => this.#copy(event));
    root.addEventListener("paste", (event) => this.#paste(event));
  }

  /**
   * Shows a tab. The same tab again keeps the place, and what changed lights up.
   *
   * @param {object} sheet the API's Sheet, without cells.
   * @param {import("./tab_rows.js").TabRows} data its cells.
   * @param {string} key names the tab among those of all workbooks.
   */
  show(sheet, data, key) {
    const isSame = this.#key === key;
    const hadFocus = this.#root.contains(document.activeElement);
    [this.#sheet, this.#data, this.#key] = [sheet, data, key];
    if (!isSame) this.#place = this.#far = { row: 0, column: 0 };
    this.#view.show(sheet, data, { isSame });
    this.#pick(this.#nearest(this.#place), this.#nearest(this.#far), { focus: hadFocus, scroll: false });
  }

  /** Reads what is in sight, so that `show` has it. */
  load() {
    return this.#view.load();
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
        const node = this.#view.nodeAt({ row: row + down, column: column + right });
        node?.replaceChildren(text);
        node?.classList.add("is-pending");
      }),
    );
  }

  /** Edits the selected cell, as if a person began to type. */
  async edit(typed = null) {
    const { row, column } = this.#place;
    const cell = this.#cell(this.#place);
    if (isTickBox(cell)) {
      await this.#reactions.enter(row, column, [[cell?.effectiveValue?.boolValue === true ? "FALSE" : "TRUE"]]);
      return;
    }
    this.#pick(this.#place, this.#place);
    const node = this.#view.nodeAt(this.#place);
    const offer = choicesOf(cell);
    const choices = offer === null ? null : (offer.values ?? (await this.#reactions.valuesOf(offer.range)));
    this.#edited = editCell(node, cell, { typed, choices });
    const outcome = await this.#edited;
    node.focus({ preventScroll: true });
    if (outcome.text !== null) this.#reactions.enter(row, column, [[outcome.text]]);
    if (outcome.move) this.select(stepped(this.#view.rows, row, outcome.move[0]), stepped(this.#view.columns, column, outcome.move[1]));
  }

  /** The block that is selected. */
  get #block() {
    return blockBetween(this.#place, this.#far);
  }

  #pick(place, far, { focus = true, scroll = true } = {}) {
    if (place.row === undefined || place.column === undefined) return;
    [this.#place, this.#far] = [place, far];
    this.#view.keep([place.row, far.row]);
    for (const old of this.#root.querySelectorAll("[aria-selected=true]")) {
      old.setAttribute("aria-selected", "false");
      old.tabIndex = -1;
    }
    this.#root.querySelector(".is-active")?.classList.remove("is-active");
    this.#markSelected(this.#root);
    if (scroll) this.#view.nodeAt(far).scrollIntoView({ block: "nearest", inline: "nearest" });
    if (focus) this.#view.nodeAt(place).focus({ preventScroll: true });
    this.#reactions.whenSelected({ ...place, block: this.#block, cell: this.#cell(place), isOkrs: this.#isOkrs(place) });
  }

  /** Marks in rows that were drawn what is selected, and the columns that can be filtered. */
  #mark(rows) {
    for (const row of rows) {
      this.#markSelected(row);
      if (this.#sheet.basicFilter && Number(row.firstChild.dataset.row) === filterRow(this.#sheet)) this.#markFilters(row);
    }
  }

  #markSelected(within) {
    const { row, column, rows, columns } = this.#block;
    const isIn = ({ dataset }) => dataset.row >= row && dataset.row < row + rows && dataset.column >= column && dataset.column < column + columns;
    for (const node of within.querySelectorAll("td[data-row]")) if (isIn(node)) node.setAttribute("aria-selected", "true");
    const active = within.querySelector(`td[data-row="${this.#place.row}"][data-column="${this.#place.column}"]`);
    active?.classList.add("is-active");
    if (active) active.tabIndex = 0;
  }

  #markFilters(row) {
    const hidden = new Set(hiddenIn(this.#sheet).map(({ column }) => column));
    for (const cell of row.querySelectorAll("td")) {
      const column = Number(cell.dataset.column);
      const state = hidden.has(column) ? "is-on" : "is-off";
      const values = { column: cell.textContent };
      const name = hidden.has(column) ? words("Filter {column}, in use", values) : words("Filter {column}", values);
      const attributes = { type: "button", class: `filter-button ${state}`, tabindex: -1, "aria-label": name };
      cell.append(element("button", { ...attributes, onclick: () => this.#reactions.filter(column) }));
    }
  }

  #keyDown(event) {
    if (event.target.getAttribute("role") !== "gridcell") return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (this.#lineKeys(event)) event.preventDefault();
    else if (event.altKey) return;
    else if (this.#moves(event)) event.preventDefault();
    else if (isCommand && event.key === "x") this.#cut();
    else if (isCommand && event.key === "a") this.#pick(...this.#corners());
    else if (event.key === "Escape") this.#pick(this.#place, this.#place);
    else if (event.key === "Enter" || event.key === "F2") this.edit();
    else if (event.key === "Delete" || event.key === "Backspace") this.#clear();
    else if (event.key.length === 1 && !isCommand) this.edit(event.key);
    else return;
    event.preventDefault();
  }

  /** The keys that concern whole rows and columns; whether it was one. */
  #lineKeys({ key, code, ctrlKey, metaKey, altKey, shiftKey }) {
    const [first, last] = this.#corners();
    const isCommand = ctrlKey || metaKey;
    if (isCommand && altKey && code === "Equal") this.#reactions.changeLines("insert");
    else if (isCommand && altKey && code === "Minus") this.#reactions.changeLines("delete");
    else if (key === " " && shiftKey) this.#pick({ ...this.#place, column: first.column }, { ...this.#far, column: last.column }, { scroll: false });
    else if (key === " " && isCommand) this.#pick({ ...this.#place, row: first.row }, { ...this.#far, row: last.row }, { scroll: false });
    else if (key === "ArrowDown" && altKey && this.#sheet.basicFilter) this.#reactions.filter(this.#place.column);
    else return false;
    return true;
  }

  /** Moves where a key leads; false for a key that leads nowhere. */
  #moves(event) {
    const data = this.#data;
    const lines = { rows: this.#view.rows, columns: this.#view.columns, isFilled: ({ row, column }) => data.isFilled(row, column) };
    const go = () => {
      const to = moved(event, event.shiftKey ? this.#far : this.#place, lines);
      if (to) this.#pick(event.shiftKey ? this.#place : to, to);
      return to !== null;
    };
    const isFar = (event.ctrlKey || event.metaKey) && /^(Arrow|End)/.test(event.key);
    if (!isFar) return go();
    data.loadFilled().then(() => data === this.#data && go());
    return true;
  }

  #contextMenu(event) {
    const node = event.target.closest("td[data-row], th");
    if (node === null || this.isEdited) return;
    event.preventDefault();
    const { row, column, rows, columns } = this.#block;
    const isIn = (line, start, count) => line === undefined || (line >= start && line < start + count);
    if (!isIn(node.dataset.row, row, rows) || !isIn(node.dataset.column, column, columns)) this.#pickNode(node, false);
    const box = node.getBoundingClientRect();
    const isByKey = event.clientX === 0 && event.clientY === 0;
    this.#reactions.openMenu(isByKey ? { left: box.left + 8, top: box.bottom } : { left: event.clientX, top: event.clientY });
  }

  #mouseDown(event) {
    const node = event.target.closest("td[data-row], th");
    if (event.button !== 0 || event.target.closest(".is-edited, .filter-button") || node === null) return;
    event.preventDefault();
    this.#pickNode(node, event.shiftKey);
  }

  /** Selects a cell, or the row or column of a head. */
  #pickNode({ dataset }, isFurther) {
    const [first, last] = this.#corners();
    const from = { row: Number(dataset.row ?? first.row), column: Number(dataset.column ?? first.column) };
    const to = { row: Number(dataset.row ?? last.row), column: Number(dataset.column ?? last.column) };
    this.#pick(isFurther ? this.#place : from, to, { scroll: false });
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
    const block = this.#filledBlock();
    if (block === null) {
      // A browser lets a page write to the clipboard at the moment of the key alone.
      this.#loadBlock().then(() => this.#reactions.say(words("All rows of it have been read now. Copy again.")));
      return;
    }
    const cells = Array.from({ length: block.rows }, (_row, down) =>
      Array.from({ length: block.columns }, (_cell, right) => this.#cell({ row: block.row + down, column: block.column + right })),
    );
    putBlock(event.clipboardData, cells.map((row) => row.map(shownText)), cells.map((row) => row.map(exactText)));
  }

  /** What is selected, of whole columns down to where they are filled; null when it has not all been read. */
  #filledBlock() {
    const block = this.#block;
    const isLong = block.row + block.rows - 1 >= this.#corners()[1].row;
    const last = isLong ? this.#data.lastFilled : block.row + block.rows - 1;
    const rows = Math.max(last - block.row + 1, 1);
    const isKnown = (!isLong || this.#data.knowsFilled) && this.#data.isCurrent(block.row, block.row + rows - 1);
    return isKnown ? { ...block, rows } : null;
  }

  async #loadBlock() {
    await this.#data.loadFilled();
    const { row, rows } = this.#block;
    await this.#data.load(row, Math.max(Math.min(row + rows - 1, this.#data.lastFilled), row));
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
    if (isPut && this.#filledBlock() !== null) this.#clear();
  }

  #paste(event) {
    if (event.target.getAttribute("role") !== "gridcell") return;
    event.preventDefault();
    const block = takeBlock(event.clipboardData);
    if (block === null) return;
    const { row, column, rows, columns } = this.#block;
    const isOne = block.length === 1 && block[0].length === 1;
    const texts = isOne ? filled(rows, columns, block[0][0]) : block;
    const last = this.#nearest({ row: row + texts.length - 1, column: column + texts[0].length - 1 });
    this.#reactions.enter(row, column, texts).then(() => this.#pick({ row, column }, last, { scroll: false }));
  }

  async #clear() {
    if (this.#filledBlock() === null) await this.#loadBlock();
    const { row, column, rows, columns } = this.#filledBlock() ?? this.#block;
    this.#reactions.enter(row, column, filled(rows, columns, ""));
  }

  #corners() {
    const { rows, columns } = this.#view;
    return [{ row: rows[0], column: columns[0] }, { row: rows.at(-1), column: columns.at(-1) }];
  }

  /** The cell at a place, or the nearest one that is shown. */
  #nearest({ row, column }) {
    const closest = (line, to) => line.reduce((best, at) => (Math.abs(at - to) < Math.abs(best - to) ? at : best), line[0]);
    return { row: closest(this.#view.rows, row), column: closest(this.#view.columns, column) };
  }

  #cell({ row, column }) {
    return this.#data.cell(row, column);
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
