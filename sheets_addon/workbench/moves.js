/** Where the keys lead in a grid whose rows and columns may be hidden. */

const PAGE_ROWS = 12;

/**
 * @typedef {object} Place a cell.
 * @property {number} row from 0.
 * @property {number} column from 0.
 */

/**
 * Where a key leads.
 *
 * @param {KeyboardEvent} event the key; with Ctrl (or Cmd) arrows lead to the edge of what is filled.
 * @param {Place} from the cell to start at.
 * @param {{rows: number[], columns: number[], isFilled: (place: Place) => boolean}} lines the rows and columns that are
 *   shown, in order, and which cells hold something.
 * @returns {Place|null} the cell; null for a key that leads nowhere.
 */
export function moved(event, from, lines) {
  const isFar = event.ctrlKey || event.metaKey;
  const { rows, columns } = lines;
  if (event.key === "Home") return { row: isFar ? rows[0] : from.row, column: columns[0] };
  if (event.key === "End") return isFar ? lastFilled(lines) : { ...from, column: columns.at(-1) };
  if (event.key === "PageUp" || event.key === "PageDown") {
    return { ...from, row: stepped(rows, from.row, event.key === "PageUp" ? -PAGE_ROWS : PAGE_ROWS) };
  }
  const [name, step] = { ArrowUp: ["row", -1], ArrowDown: ["row", 1], ArrowLeft: ["column", -1], ArrowRight: ["column", 1] }[event.key] ?? [];
  if (!name) return null;
  const line = name === "row" ? rows : columns;
  if (!isFar) return { ...from, [name]: stepped(line, from[name], step) };
  return { ...from, [name]: edge(line, from[name], step, (at) => lines.isFilled({ ...from, [name]: at })) };
}

/** So many steps along a line, as far as it goes. */
export function stepped(line, from, steps) {
  return line[Math.min(Math.max(line.indexOf(from) + steps, 0), line.length - 1)];
}

function edge(line, from, step, isFilled) {
  let at = line.indexOf(from) + step;
  const isInside = (index) => index >= 0 && index < line.length;
  if (!isInside(at)) return from;
  const runsOn = isFilled(from) && isFilled(line[at]);
  while (isInside(at + step) && (runsOn ? isFilled(line[at + step]) : !isFilled(line[at]))) at += step;
  return line[at];
}

function lastFilled({ rows, columns, isFilled }) {
  const row = rows.findLast((own) => columns.some((column) => isFilled({ row: own, column }))) ?? rows[0];
  const column = columns.findLast((own) => rows.some((line) => isFilled({ row: line, column: own }))) ?? columns[0];
  return { row, column };
}

/** The block between two cells: its first row and column, and how many of each. */
export function blockBetween(one, other) {
  const [row, column] = [Math.min(one.row, other.row), Math.min(one.column, other.column)];
  return { row, column, rows: Math.abs(one.row - other.row) + 1, columns: Math.abs(one.column - other.column) + 1 };
}

