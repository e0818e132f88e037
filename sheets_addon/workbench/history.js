/** What was entered into cells, to be undone and done again. */

const MOST = 100;

/**
 * @typedef {object} Step one edit.
 * @property {object} tab where it was.
 * @property {number} row first row, from 0.
 * @property {number} column first column, from 0.
 * @property {string[][]} texts what was entered.
 * @property {(object|null)[][]} before what was there: the API's userEnteredValue of each cell.
 */

/** Edits in order. What the sidebar writes is no part of them. */
export class History {
  /** @type {Step[]} */
  #done = [];
  /** @type {Step[]} */
  #undone = [];
  #whenChanged;

  /** @param {(can: {undo: boolean, redo: boolean}) => void} whenChanged called when there is something else to undo. */
  constructor(whenChanged) {
    this.#whenChanged = whenChanged;
    this.clear();
  }

  /** Notes an edit that was made; what was undone before can no longer be done again. */
  add(step) {
    this.#done = [...this.#done, step].slice(-MOST);
    this.#undone = [];
    this.#tell();
  }

  /** The edit to undo, null when there is none. */
  undo() {
    return this.#moved(this.#done, this.#undone);
  }

  /** The edit to do again, null when there is none. */
  redo() {
    return this.#moved(this.#undone, this.#done);
  }

  /** Forgets all edits. */
  clear() {
    this.#done = [];
    this.#undone = [];
    this.#tell();
  }

  #moved(from, to) {
    const step = from.pop() ?? null;
    if (step !== null) to.push(step);
    this.#tell();
    return step;
  }

  #tell() {
    this.#whenChanged({ undo: this.#done.length > 0, redo: this.#undone.length > 0 });
  }
}
