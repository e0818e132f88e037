/** The sidebar within Google Sheets: its events go to this project's own script, not over HTTP. */

import { ProblemError } from "../sidebar/exchange.js";
import { createSidebar } from "../sidebar/sidebar.js";

const SEVERAL_ACCOUNTS = /PERMISSION_DENIED|reading from storage/i;

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
      "Google does not let the script run",
      "This happens when several Google accounts are signed in. Open the spreadsheet in a window with only one of them.",
    );
  }
  return new ProblemError("The script stopped", message);
}

const sidebar = createSidebar(document.getElementById("sidebar"), {
  homepage: "home",
  document: () => ({ id: "active", title: "" }),
  post: (name) => callScript("act", name),
  selectCell: ({ gid, range }) => {
    callScript("selectCell", gid, range).catch((error) => sidebar.notify(error.problem.detail));
    return true;
  },
  theme: "light",
});
sidebar.open();
