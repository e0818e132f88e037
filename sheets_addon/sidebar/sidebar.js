/**
 * The sidebar: shows Google Workspace cards (Card v2) beside a spreadsheet and posts their actions back.
 *
 * ```js
 * import { createSidebar } from "./sidebar.js";
 *
 * const sidebar = createSidebar(document.getElementById("sidebar"), {
 *   homepage: "/addon/sheets",
 *   document: () => ({ id: "…", title: "Acme Dental" }),
 *   selectCell: ({ gid, range }) => grid.select(gid, range),
 * });
 * sidebar.open();
 * ```
 */

import { renderCard } from "./card.js";
import { openMenu } from "./clicks.js";
import { element } from "./element.js";
import { ProblemError, googleEvent, instructionsOf, postOverHttp, problemFor } from "./exchange.js";
import { hintWhileTyping } from "./hints.js";
import { ownIcon } from "./icons.js";
import { cellLink, safeUrl } from "./links.js";
import { plainText } from "./markup.js";
import { CardStack } from "./stack.js";
import { submitByEnter, wrongFields } from "./submit.js";
import { fillForm, forgetForm, keepForm, unsavedForm } from "./unsaved.js";
import { words } from "./texts.js";

const TIMEOUT_MS = 30_000;
const TOAST_MS = 7_000;

/**
 * @typedef {object} SidebarOptions
 * @property {string} homepage the function that gives the first card: an address of this host, or whatever `post`
 *   understands.
 * @property {() => {id: string, title: string, hasFileScope?: boolean}} document the active spreadsheet, asked at every
 *   event.
 * @property {(cell: import("./links.js").CellLink) => boolean} [selectCell] goes to a cell of the active spreadsheet;
 *   false when it cannot, and the link is opened instead.
 * @property {(url: string) => void} [openUrl] opens any other link; by default in a new tab.
 * @property {() => Promise<string|null>} [requestFile] asks for access to the active spreadsheet; gives the function to
 *   call next, or null when the reader said no.
 * @property {(name: string, event: object, signal: AbortSignal) => Promise<object>} [post] sends an event to a function
 *   and gives its answer; by default over HTTP to this page's own host.
 * @property {(answer: object) => void} [whenAnswered] called after an action's answer is shown: the sheet may have changed.
 * @property {boolean} [hasHints] whether forms are asked about while people type; false by default.
 * @property {"main"|"complementary"} [landmark] what the sidebar is on its page; `main` by default.
 * @property {"auto"|"light"|"dark"} [theme] its colours; `auto` follows the system.
 * @property {string} [locale] language tag; by default the browser's.
 * @property {string} [timeZone] IANA name; by default the browser's.
 * @property {number} [timeoutMs] how long to wait for an answer; 30,000 by default.
 */

/**
 * A sidebar in an element of the page. Nothing is loaded before `open()`.
 *
 * @param {HTMLElement} root an empty element; it becomes the sidebar.
 * @param {SidebarOptions} options where it is and whom it asks.
 * @returns {Sidebar} the sidebar.
 */
export function createSidebar(root, options) {
  return new Sidebar(root, options);
}

/** See `createSidebar`. */
export class Sidebar {
  #stack = new CardStack((card, depth) => this.#make(card, depth));
  #options;
  #root;
  #view;
  #toast;
  #alert;
  #unsaved;
  #busy = false;
  /** Stops what is being asked. */
  #stop = new AbortController();
  /** The button whose answer is awaited. */
  #pressed = null;
  #toastTimer = 0;

  /**
   * @param {HTMLElement} root
   * @param {SidebarOptions} options
   */
  constructor(root, options) {
    this.#options = { ...defaults(), ...options };
    this.#root = root;
    this.#view = element("div", { class: "okr-view" });
    this.#alert = element("div", { class: "okr-alerts", role: "alert" });
    this.#toast = element("div", { class: "okr-toast", role: "status", "aria-live": "polite" });
    const loading = element("div", { class: "okr-loading", role: "progressbar", "aria-label": words("Loading") });
    root.classList.add("okr-sidebar");
    root.setAttribute("role", this.#options.landmark);
    root.setAttribute("aria-label", words("OKR sidebar"));
    this.#unsaved = element("div", { class: "okr-unsaved-place" });
    root.replaceChildren(loading, this.#alert, this.#unsaved, this.#view, this.#toast);
    this.#view.addEventListener("input", () => this.#keepForm());
    this.#view.addEventListener("change", () => this.#keepForm());
    this.#view.addEventListener("keydown", submitByEnter);
    this.setTheme(this.#options.theme);
  }

  /** Shows the homepage's card, in place of whatever is shown. Never rejects: an error is shown. */
  async open() {
    this.#stack.clear();
    this.#view.replaceChildren(skeleton());
    await this.#ask({ function: this.#options.homepage }, [], { isHomepage: true });
  }

  /** Shows a card on top of those already open, as Google's `pushCard` does. */
  push(card) {
    this.#apply([{ pushCard: card }]);
  }

  /** Says something for a moment, on the screen and to screen readers. */
  notify(text) {
    clearTimeout(this.#toastTimer);
    this.#toast.textContent = text;
    this.#toastTimer = setTimeout(() => this.#toast.replaceChildren(), TOAST_MS);
  }

  /** Sets the colours: `auto` follows the system. */
  setTheme(theme) {
    this.#root.dataset.theme = theme;
  }

  /** The card on top, as the service sent it; null before the first one. */
  get card() {
    return this.#stack.top?.card ?? null;
  }

  async #ask(action, fields, { isHomepage = false } = {}) {
    if (this.#busy && !isHomepage) return;
    // The first card is asked for anew when there is another spreadsheet: what was asked before is no longer wanted.
    this.#stop.abort();
    const host = this.#options;
    const stop = (this.#stop = new AbortController());
    const timer = setTimeout(() => stop.abort(), host.timeoutMs);
    this.#setBusy(action.loadIndicator !== "NONE");
    this.#toast.replaceChildren();
    const retry = () => (isHomepage ? this.open() : this.#ask(action, fields));
    try {
      const answer = await withinTime(this.#answerTo(action, fields, stop.signal), stop.signal);
      if (stop !== this.#stop) return;
      this.#clearProblem();
      const form = this.#stack.top;
      await this.#follow(answer);
      this.#keepOn(form);
      host.whenAnswered(answer);
    } catch (error) {
      if (stop === this.#stop) this.#showProblem(problemFor(error, { isTimeout: stop.signal.aborted, seconds: host.timeoutMs / 1000 }), retry);
    } finally {
      clearTimeout(timer);
      if (stop === this.#stop) this.#setIdle();
    }
  }

  #answerTo(action, fields, signal) {
    const { homepage: _homepage, ...host } = this.#options;
    return host.post(action.function, googleEvent({ ...host, document: host.document() }, action, fields), signal);
  }

  async #follow(answer) {
    const instructions = instructionsOf(answer);
    this.#applyAnswer(instructions.navigations);
    if (instructions.notification !== "") this.notify(instructions.notification);
    if (instructions.link) this.#openLink(instructions.link.url ?? "");
    if (instructions.wantsScopes) this.notify(words("Google asks for your consent here. There is nothing to allow outside Google Sheets."));
    if (instructions.wantsFile) await this.#requestFile();
  }

  async #requestFile() {
    const next = await this.#options.requestFile();
    this.#busy = false;
    if (next !== null) await this.#ask({ function: next }, []);
  }

  #click(onClick, origin, shown) {
    if (this.#busy || !onClick) return;
    if (onClick.overflowMenu) openMenu(onClick.overflowMenu, origin, { click: (inner) => this.#click(inner, origin, shown) });
    else if (onClick.card) this.push(onClick.card);
    else if (onClick.openLink) this.#openLink(onClick.openLink.url ?? "");
    else this.#act(onClick.action ?? onClick.openDynamicLinkAction, shown, origin);
  }

  #act(action, shown, origin) {
    if (!action?.function) return;
    const wrong = wrongFields(action, shown.fields);
    for (const field of shown.fields) field.show(wrong.get(field) ?? "");
    const [first] = wrong.keys();
    if (first !== undefined) {
      first.control.focus();
      return;
    }
    this.#pressed = origin;
    this.#ask(action, shown.fields);
  }

  /** Follows a link of a card; true when it needs no browser. */
  #openLink(url, origin) {
    const cell = cellLink(url);
    const isHere = cell !== null && ["", this.#options.document().id].includes(cell.spreadsheetId);
    if (isHere && this.#options.selectCell(cell)) return true;
    if (safeUrl(url) === null) return true;
    if (origin) return false;
    this.#options.openUrl(url);
    return true;
  }

  #apply(navigations) {
    if (navigations.length === 0) return;
    const before = this.#stack.top;
    const origin = this.#view.contains(document.activeElement) ? document.activeElement : null;
    for (const navigation of navigations) this.#stack.follow(navigation, origin);
    const after = this.#stack.top;
    if (after !== undefined && after !== before) this.#show(after, origin, before);
  }

  #applyAnswer(navigations) {
    try {
      this.#apply(navigations);
    } catch (error) {
      console.error(error);
      throw new ProblemError(
        words("This card cannot be shown"),
        words("The service sent a card of a form that this sidebar does not know."),
      );
    }
  }

  #make(card, depth) {
    return renderCard(depth === 0 ? withoutRefresh(card) : card, {
      click: (onClick, origin, shown) => this.#click(onClick, origin, shown),
      openLink: (url, origin) => this.#openLink(url, origin),
      back: depth > 0 ? () => this.#back() : null,
      refresh: depth === 0 ? () => this.open() : null,
      level: this.#options.landmark === "main" ? 1 : 2,
    });
  }

  /** Keeps what is typed into a form, which is a card on top of the first. */
  #keepForm() {
    const shown = this.#stack.top;
    if (this.#stack.height > 1 && shown.fields.length > 0) keepForm(this.#options.document().id, shown);
  }

  /** After an answer to a form that is kept: the next form of its flow is kept in its place, what is no form ends it. */
  #keepOn(form) {
    const kept = unsavedForm();
    if (kept === null || form === undefined || JSON.stringify(form.card) !== JSON.stringify(kept.card)) return;
    const shown = this.#stack.top;
    if (this.#stack.height > 1 && shown.fields.length > 0) keepForm(kept.spreadsheetId, shown);
    else forgetForm();
    this.#offerUnsaved();
  }

  /** Offers on the first card to go on with a form that was left. */
  #offerUnsaved() {
    const kept = unsavedForm();
    const isOffered = this.#stack.height === 1 && kept !== null && kept.spreadsheetId === this.#options.document().id;
    this.#unsaved.replaceChildren(...(isOffered ? [this.#offer(kept)] : []));
  }

  #offer({ card, typed }) {
    const goOn = () => {
      this.push(card);
      fillForm(this.#view, typed);
    };
    const discard = () => {
      forgetForm();
      this.#offerUnsaved();
      this.#stack.top?.heading.focus();
    };
    const button = (text, look, onclick) => element("button", { type: "button", class: `okr-button ${look}`, onclick }, text);
    const told = element("p", { dir: "auto" }, words("Not saved yet: {title}", { title: plainText(card.header?.title) }));
    const choices = [button(words("Go on"), "okr-button-tonal", goOn), button(words("Discard"), "okr-button-borderless", discard)];
    return element("section", { class: "okr-unsaved", "aria-label": words("Not saved yet") }, told, element("div", { class: "okr-buttons" }, ...choices));
  }

  #back() {
    if (this.#busy) return;
    this.#clearProblem();
    this.#apply([{ pop: true }]);
  }

  #show(shown, origin, before) {
    const isFirst = before === undefined;
    const top = this.#view.scrollTop;
    const opener = before && this.#stack.openerOf(before);
    this.#view.replaceChildren(shown.node);
    this.#offerUnsaved();
    for (const task of shown.tasks.splice(0)) task();
    if (this.#options.hasHints) hintWhileTyping(shown, (action, signal) => this.#answerTo(action, shown.fields, signal));
    const again = counterpart(origin, shown.node);
    const invalid = shown.node.querySelector("[aria-invalid]");
    if (isFirst && origin === null) return;
    if (invalid instanceof HTMLElement) invalid.focus();
    else if (opener && shown.node.contains(opener)) opener.focus();
    else if (again && before && shown.card.header?.title === before.card.header?.title) {
      this.#view.scrollTop = top;
      again.focus({ preventScroll: true });
    } else {
      this.#view.scrollTop = 0;
      shown.heading.focus({ preventScroll: true });
    }
  }

  #showProblem({ title, detail }, retry) {
    const again = element("button", { type: "button", class: "okr-button okr-button-outlined", onclick: retry }, words("Try again"));
    const message = element("div", {}, element("strong", {}, title), element("p", {}, detail), again);
    const hadFocus = this.#alert.contains(document.activeElement);
    this.#alert.replaceChildren(element("div", { class: "okr-problem" }, ownIcon("error"), message));
    if (hadFocus) again.focus();
    if (this.#stack.height === 0) this.#view.replaceChildren();
  }

  #clearProblem() {
    const hadFocus = this.#alert.contains(document.activeElement);
    this.#alert.replaceChildren();
    if (hadFocus) this.#stack.top?.heading.focus();
  }

  #setBusy(isShown) {
    this.#busy = true;
    this.#view.setAttribute("aria-busy", "true");
    this.#root.classList.toggle("okr-busy", isShown);
    this.#pressed?.classList.toggle("okr-pressed", isShown);
  }

  #setIdle() {
    this.#busy = false;
    this.#view.removeAttribute("aria-busy");
    this.#root.classList.remove("okr-busy");
    this.#pressed?.classList.remove("okr-pressed");
    this.#pressed = null;
  }
}

function defaults() {
  return {
    selectCell: () => false,
    openUrl: (url) => window.open(url, "_blank", "noopener,noreferrer"),
    requestFile: async () => null,
    post: postOverHttp,
    whenAnswered: () => {},
    hasHints: false,
    landmark: "main",
    theme: "auto",
    locale: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    timeoutMs: TIMEOUT_MS,
  };
}

/** The first card without a button of its own that leads to itself: the sidebar has one in the header. */
function withoutRefresh(card) {
  const isHome = ({ onClick }) => /(^|\/)home$/.test(onClick?.action?.function ?? "");
  const widgets = (section) =>
    (section.widgets ?? []).map((widget) =>
      widget.buttonList ? { ...widget, buttonList: { ...widget.buttonList, buttons: (widget.buttonList.buttons ?? []).filter((own) => !isHome(own)) } } : widget,
    );
  return Array.isArray(card.sections) ? { ...card, sections: card.sections.map((section) => ({ ...section, widgets: widgets(section) })) } : card;
}

/** The promise's value, or a rejection as soon as the signal stops it, whether or not the sender listens. */
function withinTime(promise, signal) {
  const stopped = new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("stopped")), { once: true });
  });
  return Promise.race([promise, stopped]);
}

/** The element of a new card in the place of an element of the old one. */
function counterpart(origin, node) {
  const key = origin?.dataset?.key;
  return key ? [...node.querySelectorAll("[data-key]")].find((candidate) => candidate.dataset.key === key) : undefined;
}

function skeleton() {
  const lines = ["title", "line", "line", "block", "line", "line"];
  return element("div", { class: "okr-skeleton", "aria-hidden": "true" }, ...lines.map((line) => element("div", { class: `okr-skeleton-${line}` })));
}
