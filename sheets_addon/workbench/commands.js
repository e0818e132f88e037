/** What can be done to rows, columns and cells that are selected: as entries of a menu, and as changes of the tab. */

import { columnLetters } from "./cells.js";
import { words } from "/sidebar/texts.js";

const MOST_LINES = 1000;

/**
 * @typedef {{row: number, column: number, rows: number, columns: number}} Block cells; rows and columns count from 0.
 */

/**
 * The entries of the menu of a selection.
 *
 * @param {object} sheet the API's Sheet.
 * @param {{row: number, column: number, block: Block}} selection the selected cell, and the block around it.
 * @param {object} act
 * @param {(change: object) => void} act.change changes the tab.
 * @param {(column: number) => void} act.filter asks what a column's filter is to let through.
 * @returns {(import("./menu.js").Entry|null)[]} the entries.
 */
export function entriesFor(sheet, selection, { change, filter }) {
  const { block, column } = selection;
  const entry = (text, what, keys) => ({ text, keys, run: () => change(what) });
  const letters = columnLetters(column);
  const [rows, columns] = [rowWords(block.rows), columnWords(block.columns)];
  return [
    ...(block.rows > MOST_LINES
      ? []
      : [
          entry(rows.above, lineChange("insert", "ROWS", block, "before"), isWhole(sheet, block, "ROWS") ? "Ctrl+Alt+=" : undefined),
          entry(rows.below, lineChange("insert", "ROWS", block, "after")),
          entry(rows.delete, lineChange("delete", "ROWS", block), isWhole(sheet, block, "ROWS") ? "Ctrl+Alt+-" : undefined),
          null,
        ]),
    entry(columns.left, lineChange("insert", "COLUMNS", block, "before")),
    entry(columns.right, lineChange("insert", "COLUMNS", block, "after")),
    entry(columns.delete, lineChange("delete", "COLUMNS", block)),
    null,
    entry(words("Sort by column {letters}, A to Z", { letters }), sortChange(sheet, selection, false)),
    entry(words("Sort by column {letters}, Z to A", { letters }), sortChange(sheet, selection, true)),
    { text: words("Filter by column {letters}…", { letters }), run: () => filter(column) },
  ];
}

/** The change that keys make to the rows that are selected, or to the columns where these are selected whole. */
export function lineChangeByKey(sheet, kind, block) {
  const dimension = isWhole(sheet, block, "COLUMNS") && !isWhole(sheet, block, "ROWS") ? "COLUMNS" : "ROWS";
  return lineChange(kind, dimension, block, "before");
}

/** The change that filters a tab: below its frozen rows, or below the row it is filtered by already. */
export function filterChange(sheet, column, hidden) {
  const known = hiddenIn(sheet).filter((one) => one.column !== column);
  const own = hidden.length > 0 ? [{ column, values: hidden }] : [];
  return { kind: "filter", block: filteredBlock(sheet), hidden: [...known, ...own] };
}

/** The row that a tab's filter has, or would have, for its header. */
export function filterRow(sheet) {
  return filteredBlock(sheet).row;
}

/** What a tab's filter hides: the values by column. */
export function hiddenIn(sheet) {
  const specs = sheet.basicFilter?.filterSpecs ?? [];
  const hidden = specs.map(({ columnIndex = 0, filterCriteria }) => ({ column: columnIndex, values: filterCriteria?.hiddenValues ?? [] }));
  return hidden.filter(({ values }) => values.length > 0);
}

function filteredBlock(sheet) {
  const { rowCount, columnCount, frozenRowCount = 0 } = sheet.properties.gridProperties;
  const { range = {} } = sheet.basicFilter ?? {};
  const row = sheet.basicFilter ? (range.startRowIndex ?? 0) : Math.max(frozenRowCount - 1, 0);
  const column = range.startColumnIndex ?? 0;
  const columns = (range.endColumnIndex ?? columnCount) - column;
  return { row, column, rows: rowCount - row, columns };
}

/** Whole rows are sorted: those that are selected where these are several, else all below the frozen ones. */
function sortChange(sheet, { block, column }, descending) {
  const { rowCount, columnCount, frozenRowCount = 0 } = sheet.properties.gridProperties;
  const first = sheet.basicFilter ? filterRow(sheet) + 1 : frozenRowCount;
  const isSome = block.rows > 1 && !isWhole(sheet, block, "COLUMNS");
  const lines = isSome ? { row: block.row, rows: block.rows } : { row: first, rows: rowCount - first };
  return { kind: "sort", block: { ...lines, column: 0, columns: columnCount }, by: column, descending };
}

function lineChange(kind, dimension, block, side) {
  const [start, count] = dimension === "ROWS" ? [block.row, block.rows] : [block.column, block.columns];
  return { kind, dimension, start, count, ...(kind === "insert" ? { side } : {}) };
}

/** Whether a block has all cells of its rows, or of its columns. */
function isWhole(sheet, block, dimension) {
  const { rowCount, columnCount } = sheet.properties.gridProperties;
  return dimension === "ROWS" ? block.columns >= columnCount : block.rows >= rowCount;
}

/** What the menu says of so many rows. */
function rowWords(n) {
  if (n === 1) return { above: words("Insert 1 row above"), below: words("Insert 1 row below"), delete: words("Delete 1 row") };
  return {
    above: words("Insert {n} rows above", { n }),
    below: words("Insert {n} rows below", { n }),
    delete: words("Delete {n} rows", { n }),
  };
}

/** What the menu says of so many columns. */
function columnWords(n) {
  if (n === 1) return { left: words("Insert 1 column left"), right: words("Insert 1 column right"), delete: words("Delete 1 column") };
  return {
    left: words("Insert {n} columns left", { n }),
    right: words("Insert {n} columns right", { n }),
    delete: words("Delete {n} columns", { n }),
  };
}
