/** How tall the rows of a tab are, those that were never drawn by estimate: where each begins, and which is where. */

/** The rows that are shown, in order, with their heights in pixels. */
export class RowHeights {
  #rows;
  #heights = new Map();
  /** Where each row begins, by its place among the rows, and where the last one ends. */
  #tops = [0];
  #isStale = true;

  #least;

  /**
   * @param {number[]} rows the rows that are shown, in order.
   * @param {(row: number) => number} least how tall a row is at least.
   */
  constructor(rows, least) {
    this.#rows = rows;
    this.#least = least;
  }

  /** Notes how tall rows are; whether that changes anything. */
  note(heights) {
    const news = heights.filter(([row, height]) => this.#heightOf(row) !== height);
    for (const [row, height] of news) this.#heights.set(row, height);
    this.#isStale ||= news.length > 0;
    return news.length > 0;
  }

  /** Where the row at a place among the rows begins; the place after the last gives the height of all. */
  top(place) {
    this.#measure();
    return this.#tops[Math.min(Math.max(place, 0), this.#rows.length)];
  }

  /** The place of the row at a height, the nearest where there is none. */
  placeAt(height) {
    this.#measure();
    let [low, high] = [0, this.#rows.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#tops[middle] <= height) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }

  #heightOf(row) {
    return this.#heights.get(row) ?? this.#least(row);
  }

  #measure() {
    if (!this.#isStale) return;
    this.#isStale = false;
    this.#tops = [0];
    for (const row of this.#rows) this.#tops.push(this.#tops.at(-1) + this.#heightOf(row));
  }
}
