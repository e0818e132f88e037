/** What goes to the service and what comes back: Google-shaped events out, cards or problems in. */

import { words } from "./texts.js";

const JSON_TYPES = ["application/json", "application/problem+json"];

/**
 * @typedef {object} Problem an error as a reader should see it.
 * @property {string} title what kind of error it is, a few words.
 * @property {string} detail what is wrong and what to do.
 */

/** An error that carries a problem. */
export class ProblemError extends Error {
  /**
   * @param {string} title what kind of error it is.
   * @param {string} detail what is wrong and what to do.
   */
  constructor(title, detail) {
    super(`${title}: ${detail}`);
    this.name = "ProblemError";
    /** @type {Problem} */
    this.problem = { title, detail };
  }
}

/**
 * The event that Google would send.
 *
 * @param {object} host where the sidebar is.
 * @param {{id: string, title: string, hasFileScope?: boolean}} host.document the active spreadsheet.
 * @param {string} host.locale language tag of the reader, such as `en`.
 * @param {string} host.timeZone IANA name.
 * @param {object} [action] Google's Action; without one the event is a homepage's.
 * @param {import("./inputs.js").Field[]} [fields] form fields of the card the action is on.
 * @returns {object} the event, ready for JSON.
 */
export function googleEvent({ document, locale, timeZone }, action, fields = []) {
  const parameters = Object.fromEntries((action?.parameters ?? []).map(({ key, value }) => [key, String(value ?? "")]));
  const values = fields.map((field) => [field.name, field.read()]).filter(([, value]) => value !== null);
  const hasFileScope = document.hasFileScope ?? true;
  return {
    commonEventObject: {
      hostApp: "SHEETS",
      platform: "WEB",
      userLocale: locale,
      timeZone: { id: timeZone, offset: offsetOf(timeZone) },
      parameters,
      formInputs: Object.fromEntries(values),
    },
    sheets: hasFileScope
      ? { id: document.id, title: document.title, addonHasFileScopePermission: true }
      : { addonHasFileScopePermission: false },
  };
}

/** Milliseconds by which a time zone is ahead of UTC now. */
function offsetOf(timeZone) {
  try {
    const now = new Date(Math.floor(Date.now() / 1000) * 1000);
    const inZone = now.toLocaleString("sv-SE", { timeZone }).replace(" ", "T");
    return Date.parse(`${inZone}Z`) - now.getTime();
  } catch {
    return 0;
  }
}

/**
 * Posts events over HTTP to this page's own host, and to no other.
 *
 * @param {string} address address of the function; a relative one counts from the page.
 * @param {object} event the event.
 * @param {AbortSignal} signal stops the request.
 * @returns {Promise<object>} the answer.
 * @throws {ProblemError} the service answered with a problem, or not at all.
 */
export async function postOverHttp(address, event, signal) {
  const url = new URL(address, document.baseURI);
  if (url.origin !== window.location.origin) {
    throw new ProblemError(words("This action leads elsewhere"), words("It would send your data to {host}. Nothing was sent.", url));
  }
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: JSON_TYPES.join(", ") },
    body: JSON.stringify(event),
    credentials: "same-origin",
    signal,
  });
  const answer = await jsonOf(response);
  if (response.ok && answer !== null) return answer;
  throw problemOf(response, answer);
}

async function jsonOf(response) {
  const type = (response.headers.get("Content-Type") ?? "").split(";")[0].trim();
  if (!JSON_TYPES.includes(type)) return null;
  try {
    const answer = await response.json();
    return typeof answer === "object" ? answer : null;
  } catch {
    return null;
  }
}

function problemOf(response, answer) {
  if (response.ok) {
    return new ProblemError(words("The answer cannot be read"), words("The service did not send a card. Try again later."));
  }
  const title = typeof answer?.title === "string" ? answer.title : words("Error {status}", { status: response.status });
  const detail = typeof answer?.detail === "string" ? answer.detail : words("The service could not do this. Try again later.");
  return new ProblemError(title, detail);
}

/**
 * Any failure as a problem.
 *
 * @param {unknown} error what was thrown.
 * @param {{isTimeout: boolean, seconds: number}} wait whether, and after how many seconds, we stopped waiting.
 * @returns {Problem} what to show.
 */
export function problemFor(error, { isTimeout, seconds }) {
  if (error instanceof ProblemError) return error.problem;
  if (isTimeout) {
    return {
      title: words("This takes too long"),
      detail: words(
        "There was no answer within {seconds} seconds. Your sheet is as it was, unless a write was on its way.",
        { seconds },
      ),
    };
  }
  if (typeof navigator !== "undefined" && navigator.onLine === false) {
    return { title: words("You are offline"), detail: words("Connect to the network, then try again.") };
  }
  return {
    title: words("The service does not answer"),
    detail: words("It may be starting or stopped. Try again in a moment."),
  };
}

/**
 * What an answer asks for, whichever of Google's two envelopes it came in.
 *
 * @param {object} answer the service's answer.
 * @returns {{navigations: object[], notification: string, link: object|null, wantsFile: boolean, wantsScopes: boolean}}
 *   what to do, in this order.
 */
export function instructionsOf(answer) {
  const render = answer.renderActions ?? answer;
  const action = render.action ?? {};
  const editor = render.hostAppAction?.editorAction ?? {};
  return {
    navigations: Array.isArray(action.navigations) ? action.navigations : [],
    notification: typeof action.notification?.text === "string" ? action.notification.text : "",
    link: action.linkAction?.link ?? action.link ?? null,
    wantsFile: "requestFileScopeForActiveDocument" in editor,
    wantsScopes: "requesting_google_scopes" in answer,
  };
}
