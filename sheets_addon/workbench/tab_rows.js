/** The rows of a tab, read in parts as they come into sight: a tab of thousands of rows is too much to read at once. */

const PART = 100;

/** The cells of one tab. Rows and columns count from 0. */
export class TabRows {
  #read;
  #readFilled;
  /** @type {Map<number, object[]>} rows by the number of their part; what is known of them, be it old */
  #parts = new Map();
  /** @type {Map<number, Promise<void>>} the parts that are up to date, or on their way */
  #current = new Map();
  #filled = null;
  #version = 0;

  /**
   * @param {object} source
   * @param {(start: number, end: number) => Promise<object[]|null>} source.read gives the API's RowData from a row on,
   *   before another; null when it cannot.
   * @param {() => Promise<number[][]|null>} source.readFilled gives the columns of each row in which there is something.
   */
  constructor({ read, readFilled }) {
    this.#read = read;
    this.#readFilled = readFilled;
  }

  /** The API's CellData; undefined where there is none, and where it has not been read. */
  cell(row, column) {
    return this.values(row)?.[column];
  }

  /** The cells of a row, empty for a blank one; undefined where they have not been read. */
  values(row) {
    const part = this.#parts.get(Math.floor(row / PART));
    return part && (part[row % PART]?.values ?? []);
  }

  /** Whether all these rows, the last one too, have been read and nothing has been written since. */
  isCurrent(first, last) {
    return partsOf(first, last).every((number) => this.#current.has(number) && this.#parts.has(number));
  }

  /** Reads these rows, the last one too, where they are not up to date. */
  async load(first, last) {
    await Promise.all(partsOf(first, last).map((number) => this.#load(number)));
  }

  /** Whether there is something in a cell, also in one that has not been read, once `loadFilled` is done. */
  isFilled(row, column) {
    if (this.isCurrent(row, row)) return Boolean(this.cell(row, column)?.effectiveValue);
    return this.#filled?.[row]?.includes(column) ?? false;
  }

  /** Learns of all rows whether there is something in them. */
  async loadFilled() {
    this.#filled ??= await this.#readFilled();
  }

  /** Whether `loadFilled` is done, and nothing has been written since. */
  get knowsFilled() {
    return this.#filled !== null;
  }

  /** The last row in which there is something, once `loadFilled` is done; -1 for none. */
  get lastFilled() {
    return (this.#filled ?? []).findLastIndex((columns) => columns.length > 0);
  }

  /** Something was written: all is to be read anew. What is known is shown until then. */
  expire() {
    this.#version += 1;
    this.#current.clear();
    this.#filled = null;
  }

  #load(number) {
    if (!this.#current.has(number)) this.#current.set(number, this.#fetch(number, this.#version));
    return this.#current.get(number);
  }

  async #fetch(number, version) {
    const rows = await this.#read(number * PART, (number + 1) * PART);
    if (version !== this.#version) return;
    if (rows === null) this.#current.delete(number);
    else this.#parts.set(number, rows);
  }
}

function partsOf(first, last) {
  const from = Math.floor(first / PART);
  return Array.from({ length: Math.floor(last / PART) - from + 1 }, (_part, at) => from + at);
}
