/** The table of a tab: its columns, rows and cells as elements. Rows and columns count from 0. */

import { applyFormat, choicesOf, columnLetters, isTickBox, shownText } from "./cells.js";
import { element } from "/sidebar/element.js";

const SPARE_ROWS = 12;
const SPARE_COLUMNS = 1;
const ROW_HEIGHT = 23;
const COLUMN_WIDTH = 100;
export const ROW_HEAD_WIDTH = 44;

/**
 * A tab as a table.
 *
 * @param {object} sheet the API's Sheet, with its data.
 * @param {{width: number, height: number}} room how much of it is in sight, in pixels; it is filled with blank cells.
 * @returns {{table: HTMLElement, nodes: Map<string, HTMLElement>}} the table, and its cells by `keyOf`.
 */
export function tableOf(sheet, room) {
  const { rowCount, columnCount, frozenRowCount = 0, frozenColumnCount = 0 } = sheet.properties.gridProperties;
  const data = sheet.data?.[0] ?? {};
  const rows = data.rowData ?? [];
  const columns = visibleColumns(sheet, room.width, frozenColumnCount);
  const used = rows.findLastIndex((row) => (row.values ?? []).some((cell) => cell.effectiveValue)) + 1;
  const height = Math.min(Math.max(used + SPARE_ROWS, Math.ceil(room.height / ROW_HEIGHT)), rowCount);
  const nodes = new Map();
  const lines = [];
  for (let row = 0; row < height; row += 1) {
    if (data.rowMetadata?.[row]?.hiddenByUser || data.rowMetadata?.[row]?.hiddenByFilter) continue;
    const cells = columns.map((column) => cellNode(rows[row]?.values ?? [], row, column));
    for (const node of cells) nodes.set(keyOf(row, Number(node.dataset.column)), node);
    const head = element("th", { class: "row-head", scope: "row", "data-row": row }, String(row + 1));
    const isFrozen = row === 0 && frozenRowCount > 0;
    lines.push(element("tr", { class: isFrozen ? "is-frozen" : null, "aria-rowindex": row + 1 }, head, ...cells));
  }
  const counts = { "aria-rowcount": rowCount, "aria-colcount": columnCount, "aria-multiselectable": "true" };
  const table = element(
    "table",
    { role: "grid", "aria-label": sheet.properties.title, ...counts },
    columnGroup(columns),
    element("thead", {}, headRow(columns)),
    element("tbody", {}, ...lines),
  );
  table.style.width = `${ROW_HEAD_WIDTH + columns.reduce((sum, column) => sum + column.width, 0)}px`;
  table.classList.toggle("no-lines", sheet.properties.gridProperties.hideGridlines === true);
  return { table, nodes };
}

/** The key of a cell. */
export function keyOf(row, column) {
  return `${row}:${column}`;
}

/** The columns that are shown: all that hold something, one more, and as many as there is room for. */
function visibleColumns(sheet, room, frozen) {
  const { columnCount } = sheet.properties.gridProperties;
  const rows = sheet.data?.[0]?.rowData ?? [];
  const filled = Math.max(0, ...rows.map((row) => row.values?.length ?? 0)) + SPARE_COLUMNS;
  const least = sheet.charts ? columnCount : Math.min(filled, columnCount);
  const properties = sheet.data?.[0]?.columnMetadata ?? [];
  const columns = [];
  let left = ROW_HEAD_WIDTH;
  for (let index = 0; index < columnCount && (index < least || left < room); index += 1) {
    const { pixelSize = COLUMN_WIDTH, hiddenByUser = false } = properties[index] ?? {};
    if (hiddenByUser) continue;
    columns.push({ index, width: pixelSize, left: index < frozen ? left : null });
    left += pixelSize;
  }
  return columns;
}

function cellNode(cells, row, column) {
  const attributes = { role: "gridcell", tabindex: -1, "aria-selected": "false", "aria-colindex": column.index + 1 };
  const node = element("td", { ...attributes, "data-row": row, "data-column": column.index });
  fill(node, cells[column.index], cells[column.index + 1]);
  if (column.left !== null) {
    node.classList.add("is-fixed");
    node.style.left = `${column.left}px`;
  }
  return node;
}

function fill(node, cell, next) {
  if (!cell) return;
  applyFormat(node, cell);
  const box = isTickBox(cell);
  node.append(box ? (cell.effectiveValue?.boolValue === true ? "☑" : "☐") : shownText(cell));
  if (cell.note) node.title = cell.note;
  node.classList.toggle("has-note", Boolean(cell.note));
  node.classList.toggle("has-choices", choicesOf(cell) !== null);
  node.classList.toggle("has-error", cell.effectiveValue?.errorValue !== undefined);
  node.classList.toggle("may-spill", cell.effectiveValue?.stringValue !== undefined && !next?.effectiveValue);
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
