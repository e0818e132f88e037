/** The parts of a tab's table: columns, heads, rows and cells as elements. Rows and columns count from 0. */

import { applyFormat, choicesOf, columnLetters, isTickBox, shownText } from "./cells.js";
import { lineDrawing } from "./lines.js";
import { element } from "/sidebar/element.js";

const COLUMN_WIDTH = 100;
const ROW_HEIGHT = 23;
const MOST_COLUMNS = 200;
export const ROW_HEAD_WIDTH = 44;

/**
 * @typedef {object} Column a column that is shown.
 * @property {number} index from 0.
 * @property {number} width in pixels.
 * @property {number|null} left where it stays while the others scroll; null for one that scrolls.
 */

/** The columns of a tab that are shown: all that are not hidden, up to 200. */
export function columnsOf(sheet) {
  const { columnCount = 0, frozenColumnCount = 0 } = sheet.properties.gridProperties;
  const properties = sheet.data?.[0]?.columnMetadata ?? [];
  const columns = [];
  let left = ROW_HEAD_WIDTH;
  for (let index = 0; index < columnCount && columns.length < MOST_COLUMNS; index += 1) {
    const { pixelSize = COLUMN_WIDTH, hiddenByUser = false } = properties[index] ?? {};
    if (hiddenByUser) continue;
    columns.push({ index, width: pixelSize, left: index < frozenColumnCount ? left : null });
    left += pixelSize;
  }
  return columns;
}

/** How tall a row is at least, in pixels. */
export function heightOf(sheet, row) {
  return Math.max(sheet.data?.[0]?.rowMetadata?.[row]?.pixelSize ?? 0, ROW_HEIGHT);
}

/** The rows of a tab that are shown: all that nobody and no filter hides. */
export function rowsOf(sheet) {
  const { rowCount = 0 } = sheet.properties.gridProperties;
  const properties = sheet.data?.[0]?.rowMetadata ?? [];
  const isShown = (row) => !properties[row]?.hiddenByUser && !properties[row]?.hiddenByFilter;
  return Array.from({ length: rowCount }, (_row, row) => row).filter(isShown);
}

/**
 * The table of a tab, without its rows.
 *
 * @param {object} sheet the API's Sheet.
 * @param {Column[]} columns the columns that are shown.
 * @returns {{table: HTMLElement, body: HTMLElement}} the table, and where its rows belong.
 */
export function tableOf(sheet, columns) {
  const { rowCount, columnCount, hideGridlines } = sheet.properties.gridProperties;
  const counts = { "aria-rowcount": rowCount, "aria-colcount": columnCount, "aria-multiselectable": "true" };
  const body = element("tbody");
  const head = element("thead", {}, headRow(columns));
  const table = element("table", { role: "grid", "aria-label": sheet.properties.title, ...counts }, columnGroup(columns), head, body);
  table.style.width = `${ROW_HEAD_WIDTH + columns.reduce((sum, column) => sum + column.width, 0)}px`;
  table.classList.toggle("no-lines", hideGridlines === true);
  return { table, body };
}

/** A row with blank cells. */
export function rowNode(row, columns, { isFrozen, height }) {
  const head = element("th", { class: "row-head", scope: "row", "data-row": row }, String(row + 1));
  const cells = columns.map((column) => cellNode(row, column));
  const node = element("tr", { class: isFrozen ? "is-frozen" : null, "aria-rowindex": row + 1 }, head, ...cells);
  // It is the least: what wraps makes it taller.
  node.style.height = `${height}px`;
  return node;
}

/** Room in place of rows that are out of sight. */
export function gapNode(height) {
  const node = element("tr", { class: "gap", "aria-hidden": "true" }, element("td"));
  node.style.height = `${height}px`;
  return node;
}

/**
 * Fills a row with its cells; one that is being edited stays as it is.
 *
 * @param {HTMLElement} node the row.
 * @param {object[]} cells the API's CellData by column.
 * @returns {HTMLElement[]} the cells that show something else than before.
 */
export function fillRow(node, cells) {
  return [...node.querySelectorAll("td")].filter((own) => {
    if (own.classList.contains("is-edited")) return false;
    const before = own.textContent;
    const column = Number(own.dataset.column);
    fill(own, cells[column], cells[column + 1]);
    return before !== own.textContent;
  });
}

function cellNode(row, column) {
  const attributes = { role: "gridcell", dir: "auto", tabindex: -1, "aria-selected": "false", "aria-colindex": column.index + 1 };
  const node = element("td", { ...attributes, "data-row": row, "data-column": column.index });
  if (column.left !== null) {
    node.classList.add("is-fixed");
    node.style.left = `${column.left}px`;
  }
  return node;
}

function fill(node, cell, next) {
  const classes = applyFormat(node, cell);
  const held = cell?.effectiveValue;
  if (node.classList.contains("is-fixed")) classes.push("is-fixed");
  if (cell?.note) classes.push("has-note");
  if (choicesOf(cell) !== null) classes.push("has-choices");
  if (held?.errorValue !== undefined) classes.push("has-error");
  if (held?.stringValue !== undefined && !next?.effectiveValue && !next?.line) classes.push("may-spill");
  node.className = classes.join(" ");
  if (cell?.line) node.replaceChildren(lineDrawing(cell.line, shownText(cell)));
  else node.textContent = isTickBox(cell) ? (held?.boolValue === true ? "☑" : "☐") : shownText(cell);
  if (cell?.note) node.title = cell.note;
  else node.removeAttribute("title");
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
    const shape = { scope: "col", class: column.left === null ? null : "is-fixed", "data-column": column.index };
    const node = element("th", shape, columnLetters(column.index));
    if (column.left !== null) node.style.left = `${column.left}px`;
    return node;
  });
  return element("tr", {}, element("td", { class: "corner" }), ...heads);
}
