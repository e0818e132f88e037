/** Blocks of cells on their way to and from the clipboard, in the form in which spreadsheets exchange them. */

const EXACT = "text/x-okrsdk-cells";
const NEEDS_QUOTES = /["\t\n\r]/;

/**
 * Puts a block onto the clipboard: as people see it for other programs, and exactly for this page.
 *
 * @param {DataTransfer} clipboard the event's clipboard.
 * @param {string[][]} shown what the cells show.
 * @param {string[][]} exact what would have to be typed to get them again.
 */
export function putBlock(clipboard, shown, exact) {
  clipboard.setData("text/plain", textOf(shown));
  clipboard.setData(EXACT, JSON.stringify(exact));
}

/** The block on the clipboard; null when there is no text on it. */
export function takeBlock(clipboard) {
  const exact = clipboard.getData(EXACT);
  if (exact !== "") return JSON.parse(exact);
  const text = clipboard.getData("text/plain");
  return text === "" ? null : blockOf(text);
}

/** A block as text: tabs between cells, a line for each row, quotes where a cell itself holds one of these. */
export function textOf(block) {
  return block.map((row) => row.map(quoted).join("\t")).join("\n");
}

function quoted(text) {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * The block that a text holds; the rows are filled up to one width.
 *
 * @param {string} text as another spreadsheet gives it; a line break at its end is no further row.
 * @returns {string[][]} rows of cells.
 */
export function blockOf(text) {
  const rows = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n\r]*))(\t|\r\n|\n|\r|$)/gy;
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    rows.at(-1).push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
    const isLineEnd = match[3] !== "\t";
    if (isLineEnd && cell.lastIndex >= text.length) break;
    if (isLineEnd) rows.push([]);
  }
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array(width - row.length).fill("")]);
}
