/** Who asks, and what that person has allowed: on Google's consent page each permission has a tick of its own. */

/** What each permission is for, as Google's consent page says it. */
function consents() {
  return {
    "https://www.googleapis.com/auth/spreadsheets.currentonly": words("to view and manage this spreadsheet"),
    "https://www.googleapis.com/auth/script.container.ui": words("to display content in prompts and sidebars"),
    "https://www.googleapis.com/auth/script.external_request": words("to connect to an external service"),
    openid: words("to associate you with your personal info"),
    "https://www.googleapis.com/auth/userinfo.email": words("to see your primary Google Account email address"),
  };
}

/** Google's proof of who this is, for the service. */
function identityToken() {
  const token = ScriptApp.getIdentityToken();
  if (token) return token;
  refuseMissingConsent();
  throw problem(
    words("Google does not say who you are"),
    words("Choose OKRs > Allow access in the menu, and agree to all that is listed there."),
  );
}

/** A problem that names each of these consents that was not given; nothing where all were. */
function refuseMissingConsent(wanted = consents()) {
  const missing = missingConsents(wanted);
  if (missing.length === 0) return;
  const nor = words(", nor ");
  const detail = words("You have not allowed this script {what}. Choose OKRs > Allow access in the menu, and tick it.", {
    what: missing.join(nor),
  });
  throw problem(words("A permission is missing"), detail);
}

function missingConsents(wanted) {
  const allowed = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL).getAuthorizedScopes() ?? [];
  return Object.entries(wanted).filter(([scope]) => !allowed.includes(scope)).map(([, what]) => what);
}

/** Has Google ask for what is not allowed yet. */
function allowAccess() {
  ScriptApp.requireAllScopes(ScriptApp.AuthMode.FULL);
  SpreadsheetApp.getUi().alert(words("All is allowed. Choose OKRs > Open sidebar."));
}

/** The problem of a script whose tokens the service does not take: a copy of a spreadsheet has an ID of its own. */
function notKnown(answer) {
  const ask = words(
    "The service does not know this spreadsheet's script. Ask who runs it to add this ID to OKR_SCRIPT_CLIENT_IDS: {id}.",
    { id: clientId() },
  );
  const why = words("A copy of a spreadsheet has an ID of its own.");
  return problem(answer?.title ?? words("Not signed in"), `${ask} ${why}`);
}

/** The OAuth client that Google made this script's tokens for. */
function clientId() {
  const [, claims] = identityToken().split(".");
  return parsed(Utilities.newBlob(Utilities.base64DecodeWebSafe(claims)).getDataAsString())?.aud ?? words("it cannot be read");
}
