/** What is in sight of a tab: a table that holds the rows around the window, and room in place of all others. */

import { chartsOf } from "./charts.js";
import { RowHeights } from "./row_heights.js";
import { ROW_HEAD_WIDTH, columnsOf, heightOf, fillRow, gapNode, rowNode, rowsOf, tableOf } from "./table.js";

/** So much above and below the window is drawn before it comes into sight, in pixels. */
const MARGIN = 600;
/** So much of it is still there when more is drawn: seldom and much costs less than often and little. */
const LEFT_OVER = 250;
/** While somebody scrolls quickly nothing is read. */
const REST_MS = 60;
const FLASH_MS = 1600;

/** Draws one tab into an element that scrolls. */
export class View {
  #root;
  #whenDrawn;
  #sheet = null;
  #data = null;
  #heights = new RowHeights([], () => 0);
  #body = null;
  /** @type {Map<number, HTMLElement>} the rows that are drawn */
  #drawn = new Map();
  #kept = [];
  /** The places of the first and the last row that were in sight, with the margin, when it was drawn. */
  #range = [0, -1];
  #frame = 0;
  #rest = 0;
  /** The rows that are shown, and the columns, in order: indices from 0. */
  rows = [];
  columns = [];
  #columns = [];

  /**
   * @param {HTMLElement} root the element that scrolls.
   * @param {(rows: HTMLElement[]) => void} whenDrawn called with rows that were added.
   */
  constructor(root, whenDrawn) {
    this.#root = root;
    this.#whenDrawn = whenDrawn;
    root.addEventListener("scroll", () => this.#soon(), { passive: true });
    new ResizeObserver(() => this.#soon()).observe(root);
  }

  /**
   * Shows a tab from its beginning, or again where it is scrolled to.
   *
   * @param {object} sheet the API's Sheet, without cells.
   * @param {import("./tab_rows.js").TabRows} data its cells; those at its beginning should have been read.
   * @param {{isSame: boolean}} how whether it is the tab that is shown already.
   */
  show(sheet, data, { isSame }) {
    const shape = JSON.stringify([sheet.properties.gridProperties, sheet.data]);
    const isAlike = isSame && shape === JSON.stringify([this.#sheet.properties.gridProperties, this.#sheet.data]);
    [this.#sheet, this.#data] = [sheet, data];
    if (!isAlike) this.#build(isSame ? this.#root : { scrollTop: 0, scrollLeft: 0 });
    this.#draw();
    this.#refill({ flash: isAlike });
    this.#placeCharts();
  }

  /** The element of a cell; undefined when it is not drawn. */
  nodeAt({ row, column }) {
    return this.#drawn.get(row)?.querySelector(`td[data-column="${column}"]`);
  }

  /** Draws these rows wherever the window is, until others are named. */
  keep(rows) {
    this.#kept = rows;
    if (rows.some((row) => !this.#drawn.has(row))) this.#draw();
  }

  /** Reads what is in sight where it is not up to date, and shows it. */
  async load() {
    const [first, last] = this.#inSight();
    await this.#data.load(this.rows[first] ?? 0, this.rows[last] ?? 0);
  }

  #build({ scrollTop, scrollLeft }) {
    this.#columns = columnsOf(this.#sheet);
    this.columns = this.#columns.map((column) => column.index);
    this.rows = rowsOf(this.#sheet);
    this.#heights = new RowHeights(this.rows, (row) => heightOf(this.#sheet, row));
    const { table, body } = tableOf(this.#sheet, this.#columns);
    this.#body = body;
    this.#drawn = new Map();
    this.#root.replaceChildren(table);
    this.#draw(scrollTop);
    this.#padScrolling();
    this.#root.scrollTo(scrollLeft, scrollTop);
  }

  #soon() {
    if (this.#frame !== 0 || this.#body === null) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const [first, last] = this.#inSight({ margin: LEFT_OVER });
      if (first < this.#range[0] || last > this.#range[1]) this.#draw();
      this.#loadAtRest();
    });
  }

  #loadAtRest() {
    clearTimeout(this.#rest);
    const [first, last] = this.#inSight();
    if (this.rows.length === 0 || this.#data.isCurrent(this.rows[first], this.rows[last])) return;
    const data = this.#data;
    this.#rest = setTimeout(async () => {
      await this.load();
      if (data === this.#data) this.#refill({ flash: false });
    }, REST_MS);
  }

  /** The places of the first and the last row in sight, with the margin. */
  #inSight({ top = this.#root.scrollTop, margin = MARGIN } = {}) {
    return [this.#heights.placeAt(top - margin), this.#heights.placeAt(top + this.#root.clientHeight + margin)];
  }

  #wanted(top) {
    const [first, last] = (this.#range = this.#inSight({ top }));
    const { frozenRowCount = 0 } = this.#sheet.properties.gridProperties;
    const places = new Set(this.rows.slice(first, last + 1).map((_row, at) => first + at));
    this.rows.slice(0, frozenRowCount).forEach((row, place) => row < frozenRowCount && places.add(place));
    for (const row of this.#kept) if (this.rows.includes(row)) places.add(this.rows.indexOf(row));
    return [...places].sort((one, other) => one - other);
  }

  #draw(top) {
    const places = this.#wanted(top);
    const wanted = new Set(places.map((place) => this.rows[place]));
    for (const gap of this.#body.querySelectorAll(".gap")) gap.remove();
    for (const [row, node] of this.#drawn) {
      if (wanted.has(row)) continue;
      node.remove();
      this.#drawn.delete(row);
    }
    const added = [];
    let next = this.#body.firstChild;
    let after = 0;
    for (const place of places) {
      if (place > after) this.#body.insertBefore(this.#gap(after, place), next);
      after = place + 1;
      const known = this.#drawn.get(this.rows[place]);
      if (known) next = known.nextSibling;
      else added.push(this.#body.insertBefore(this.#newRow(this.rows[place]), next));
    }
    if (after < this.rows.length) this.#body.append(this.#gap(after, this.rows.length));
    if (added.length > 0) this.#noteAdded(added);
  }

  #gap(from, to) {
    return gapNode(this.#heights.top(to) - this.#heights.top(from));
  }

  #newRow(row) {
    const isFrozen = row === 0 && (this.#sheet.properties.gridProperties.frozenRowCount ?? 0) > 0;
    const node = rowNode(row, this.#columns, { isFrozen, height: heightOf(this.#sheet, row) });
    fillRow(node, this.#data.values(row) ?? []);
    this.#drawn.set(row, node);
    return node;
  }

  #noteAdded(added) {
    this.#whenDrawn(added);
    this.#noteHeights(added);
  }

  #noteHeights(nodes) {
    const isNew = this.#heights.note(nodes.map((node) => [Number(node.firstChild.dataset.row), node.offsetHeight]));
    if (isNew) this.#placeCharts();
  }

  /** Shows in the rows that are drawn what is known now. */
  #refill({ flash }) {
    const changed = [...this.#drawn].flatMap(([row, node]) => fillRow(node, this.#data.values(row) ?? []));
    this.#whenDrawn([...this.#drawn.values()]);
    this.#noteHeights([...this.#drawn.values()]);
    if (!flash) return;
    for (const node of changed) {
      node.classList.add("has-changed");
      setTimeout(() => node.classList.remove("has-changed"), FLASH_MS);
    }
  }

  #placeCharts() {
    for (const old of this.#root.querySelectorAll(".chart")) old.remove();
    const top = this.#root.querySelector("thead")?.offsetHeight ?? 0;
    const place = ({ rowIndex = 0, columnIndex = 0 }) => ({
      top: top + this.#heights.top(this.rows.findIndex((row) => row >= rowIndex)),
      left: ROW_HEAD_WIDTH + this.#columns.reduce((sum, column) => sum + (column.index < columnIndex ? column.width : 0), 0),
    });
    this.#root.append(...chartsOf(this.#sheet, this.#data, place));
  }

  /** Tells the browser what is frozen, so that a cell scrolled to is seen beside and below it. */
  #padScrolling() {
    const fixed = [...(this.#body.querySelector("[aria-rowindex]")?.querySelectorAll(".is-fixed") ?? [])];
    const kept = fixed.filter((node) => getComputedStyle(node).position === "sticky");
    const left = ROW_HEAD_WIDTH + kept.reduce((sum, node) => sum + node.offsetWidth, 0);
    const top = this.#root.querySelector("thead").offsetHeight + (this.#root.querySelector(".is-frozen")?.offsetHeight ?? 0);
    this.#root.style.scrollPadding = `${top}px 0 0 ${left}px`;
  }
}
