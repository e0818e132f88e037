/** The sidebar within Google Sheets: its events go to this project's own script, not over HTTP. */

import { ProblemError } from "../sidebar/exchange.js";
import { createSidebar } from "../sidebar/sidebar.js";
import { words } from "../sidebar/texts.js";

const SEVERAL_ACCOUNTS = /PERMISSION_DENIED|reading from storage/i;
/** A script may wait for another one's write, and read and ask again when rows have moved. */
const PATIENCE_MS = 120_000;

/** Calls a function of the script; the answer, or a problem that a reader understands. */
function callScript(name, ...values) {
  return new Promise((resolve, reject) => {
    google.script.run
      .withSuccessHandler(resolve)
      .withFailureHandler((error) => reject(problemOfScript(error)))
      [name](...values);
  });
}

function problemOfScript(error) {
  const message = String(error?.message ?? error);
  if (SEVERAL_ACCOUNTS.test(message)) {
    return new ProblemError(
      words("Google does not let the script run"),
      words("This happens when several Google accounts are signed in. Open the spreadsheet in a window with only one of them."),
    );
  }
  return new ProblemError(words("The script stopped"), message);
}

async function act(name, event) {
  const { answer, problem } = await callScript("act", name, event);
  if (problem) throw new ProblemError(problem.title, problem.detail);
  return answer;
}

const sidebar = createSidebar(document.getElementById("sidebar"), {
  homepage: "bound/opened",
  document: () => ({ id: "", title: "" }),
  post: act,
  selectCell: ({ gid, range }) => {
    callScript("selectCell", gid, range)
      // Who jumps to a cell wants to type there.
      .then(() => google.script.host.editor.focus())
      .catch((error) => sidebar.notify(error.problem.detail));
    return true;
  },
  theme: "light",
  locale: document.documentElement.lang,
  timeoutMs: PATIENCE_MS,
});
sidebar.open();
