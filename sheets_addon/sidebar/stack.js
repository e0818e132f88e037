/** The cards that are open, one on top of the other, as Google's navigations change them. */

/** A stack of cards. */
export class CardStack {
  /** @type {import("./card.js").ShownCard[]} */
  #cards = [];
  /** @type {Map<import("./card.js").ShownCard, HTMLElement>} what opened a card, so that the way back leads there */
  #openers = new Map();
  #make;

  /**
   * @param {(card: object, depth: number) => import("./card.js").ShownCard} make makes the elements of a card that
   *   comes to stand on so many others.
   */
  constructor(make) {
    this.#make = make;
  }

  /** The card on top; undefined before the first one. */
  get top() {
    return this.#cards.at(-1);
  }

  /** How many cards are open. */
  get height() {
    return this.#cards.length;
  }

  /** Takes all cards off. */
  clear() {
    this.#cards = [];
    this.#openers.clear();
  }

  /** What opened a card; undefined where nothing did, or nobody knows. */
  openerOf(shown) {
    return this.#openers.get(shown);
  }

  /**
   * Does what a navigation says.
   *
   * @param {object} navigation Google's Navigation.
   * @param {HTMLElement|null} origin what was clicked.
   */
  follow(navigation, origin) {
    if (navigation.pushCard) this.#push(navigation.pushCard, origin);
    else if (navigation.updateCard) this.#update(navigation.updateCard);
    else if (navigation.popToRoot) this.#cards.splice(1);
    else if (navigation.popToCard) this.#popTo(navigation.popToCard);
    else if (navigation.pop && this.#cards.length > 1) this.#cards.pop();
  }

  #push(card, origin) {
    const shown = this.#make(card, this.#cards.length);
    if (origin) this.#openers.set(shown, origin);
    this.#cards.push(shown);
  }

  #update(card) {
    const depth = Math.max(this.#cards.length - 1, 0);
    const shown = this.#make(card, depth);
    const opener = this.#openers.get(this.#cards[depth]);
    if (opener) this.#openers.set(shown, opener);
    this.#cards.splice(depth, 1, shown);
  }

  #popTo(name) {
    const depth = this.#cards.findLastIndex((shown) => shown.card.name === name);
    if (depth >= 0) this.#cards.splice(depth + 1);
  }
}
