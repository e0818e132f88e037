/** Cells as the Sheets API gives them: what to show, what to edit, how they look. */

const SHOWN_AS_FORMATTED = ["DATE", "DATE_TIME", "TIME", "PERCENT"];

/** The letters of a column, from 0: A, B, … Z, AA. */
export function columnLetters(column) {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}

/**
 * The first cell of an A1 range.
 *
 * @param {string} range such as `K7` or `B2:C3`; empty is A1.
 * @returns {{row: number, column: number}} its place, from 0.
 */
export function cellOfRange(range) {
  const match = /^\$?([A-Z]{1,3})?\$?([0-9]{1,7})?/.exec(range.toUpperCase());
  const column = [...(match?.[1] ?? "A")].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(match?.[2] ?? 1) - 1, column };
}

/** What a cell shows. */
export function shownText(cell) {
  return cell?.formattedValue ?? "";
}

/** What the cell to be edited holds: its formula, else its text or number. */
export function enteredText(cell) {
  const entered = cell?.userEnteredValue ?? {};
  if (entered.formulaValue !== undefined) return entered.formulaValue;
  if (entered.stringValue !== undefined) return entered.stringValue;
  const isFormatted = SHOWN_AS_FORMATTED.includes(cell?.effectiveFormat?.numberFormat?.type);
  if (entered.numberValue !== undefined) return isFormatted ? shownText(cell) : String(entered.numberValue);
  return entered.boolValue === undefined ? "" : String(entered.boolValue).toUpperCase();
}

/** What would have to be typed to get the cell's value again; of a formula its value, since it may not fit elsewhere. */
export function exactText(cell) {
  const entered = cell?.userEnteredValue ?? {};
  if (entered.formulaValue === undefined) return entered.stringValue === undefined ? enteredText(cell) : asText(entered.stringValue);
  const { numberValue, stringValue } = cell.effectiveValue ?? {};
  return stringValue === undefined ? String(numberValue ?? shownText(cell)) : asText(stringValue);
}

/** A text as it is typed so that it stays one, whatever it looks like. */
function asText(text) {
  return /^(?!true$|false$)[\p{L} ]*$/iu.test(text) ? text : `'${text}`;
}

/**
 * What a cell's drop-down offers: `values`, or the `range` that holds them; null when it has none.
 *
 * @param {object|undefined} cell the API's CellData.
 * @returns {{values: string[], range: null}|{values: null, range: string}|null}
 */
export function choicesOf(cell) {
  const { type, values = [] } = cell?.dataValidation?.condition ?? {};
  const own = values.map((value) => value.userEnteredValue ?? "");
  if (type === "ONE_OF_RANGE") return { values: null, range: own[0] ?? "" };
  return type === "ONE_OF_LIST" ? { values: own, range: null } : null;
}

/** Whether a cell is a box to tick. */
export function isTickBox(cell) {
  return cell?.dataValidation?.condition?.type === "BOOLEAN";
}

/** A colour of the API as CSS; empty for none. */
export function cssColour(style) {
  const colour = style?.rgbColor;
  if (!colour) return "";
  const parts = ["red", "green", "blue"].map((name) => Math.round((colour[name] ?? 0) * 255));
  return `rgb(${parts.join(" ")})`;
}

/**
 * Puts the API's cell format onto an element, in place of the one it had. The sheet's own white and black are none.
 *
 * @param {HTMLElement} node the element.
 * @param {object|undefined} cell the API's CellData.
 * @returns {string[]} the classes that it is to have.
 */
export function applyFormat(node, cell) {
  const format = cell?.effectiveFormat ?? {};
  const text = format.textFormat ?? {};
  const classes = [
    setColour(node, "fill", cssColour(format.backgroundColorStyle), "rgb(255 255 255)"),
    setColour(node, "ink", cssColour(text.foregroundColorStyle), "rgb(0 0 0)"),
    text.bold === true && "is-bold",
    text.italic === true && "is-italic",
    text.strikethrough === true && "is-struck",
    format.wrapStrategy === "WRAP" && "is-wrapped",
    alignmentOf(cell, format),
  ];
  const size = text.fontSize && text.fontSize !== 10 ? `${text.fontSize * 1.3}px` : "";
  if (node.style.fontSize !== size) node.style.fontSize = size;
  return classes.filter(Boolean);
}

/** The stylesheet makes of it what fits the theme. */
function setColour(node, name, colour, usual) {
  const isOwn = colour !== "" && colour !== usual;
  if (isOwn) node.style.setProperty(`--cell-${name}`, colour);
  else if (node.style.length > 0) node.style.removeProperty(`--cell-${name}`);
  return isOwn && `has-${name}`;
}

/** The number format of a cell, by the name that the menu of formats has for it. */
export function formatName(cell) {
  const { type, pattern = "" } = cell?.effectiveFormat?.numberFormat ?? {};
  if (type === "NUMBER") return pattern.includes(".") ? "number" : "whole";
  return { PERCENT: "percent", CURRENCY: "currency", DATE: "date", TEXT: "text" }[type] ?? "automatic";
}

function alignmentOf(cell, format) {
  if (format.horizontalAlignment) return `is-${format.horizontalAlignment.toLowerCase()}`;
  const held = cell?.effectiveValue ?? {};
  if (held.numberValue !== undefined) return "is-right";
  return held.boolValue !== undefined || held.errorValue !== undefined ? "is-center" : "is-left";
}
