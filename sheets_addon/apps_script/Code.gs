/**
 * The OKR sidebar of this spreadsheet: a menu, the sidebar, and what its buttons do.
 *
 * All that is known of OKRs is in the service. This script reads the rows, sends them there, and shows and writes back
 * what comes back.
 */

/** What a button of a card may ask for. */
const ACTIONS = { home: showHome, check: showCheck, grade: showScores, write: writeBack };

function onInstall(event) {
  onOpen(event);
}

function onOpen(_event) {
  SpreadsheetApp.getUi().createMenu("OKRs").addItem("Open sidebar", "showSidebar").addToUi();
}

function showSidebar() {
  const page = HtmlService.createTemplateFromFile("Sidebar").evaluate().setTitle("OKRs");
  SpreadsheetApp.getUi().showSidebar(page);
}

/** The text of one of this project's HTML files, for the sidebar's page. */
function include(name) {
  return HtmlService.createHtmlOutputFromFile(name).getContent();
}

/**
 * Does what a button of the sidebar asks for.
 *
 * @param {string} name one of ACTIONS.
 * @returns {object} what the sidebar is to show, in the form of Google's add-ons; an error is a card too.
 */
function act(name) {
  try {
    const action = ACTIONS.hasOwnProperty(name) ? ACTIONS[name] : null;
    if (action === null) throw problem("Nothing to do", "This script is older than its sidebar. Install both anew.");
    return action(SpreadsheetApp.getActiveSpreadsheet());
  } catch (error) {
    return pushed(problemCard(error, name));
  }
}

/**
 * Selects cells of this spreadsheet.
 *
 * @param {string} gid the tab's ID; empty for the tab that is open.
 * @param {string} range A1 range; empty for the tab as a whole.
 */
function selectCell(gid, range) {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const isWanted = (sheet) => String(sheet.getSheetId()) === gid;
  const sheet = gid === "" ? spreadsheet.getActiveSheet() : spreadsheet.getSheets().find(isWanted);
  if (!sheet) throw new Error("This tab is gone. Check again.");
  if (/^[A-Z]{1,3}[0-9]{1,7}(:[A-Z]{1,3}[0-9]{1,7})?$/.test(range)) sheet.getRange(range).activate();
  else sheet.activate();
}

function showHome(spreadsheet) {
  return pushed(homeCard(spreadsheet.getName()));
}

function showCheck(spreadsheet) {
  const tables = readTables(spreadsheet);
  const answer = askService("/v1/check", { okrs: documentOf(tables, { isEveryRowNamed: true }), on: today(spreadsheet) });
  return pushed(checkCard(answer.findings, (finding) => cellOf(tables, finding)));
}

function showScores(spreadsheet) {
  const tables = readTables(spreadsheet);
  return pushed(scoresCard(scoresOf(spreadsheet, tables), tables));
}

/** Grades once more, so that what is written belongs to what stands in the cells now. */
function writeBack(spreadsheet) {
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(10000)) throw problem("Somebody else is writing", "Wait until their scores are in, then try again.");
  try {
    const tables = readTables(spreadsheet);
    const scores = scoresOf(spreadsheet, tables);
    return pushed(writtenCard(writeScores(spreadsheet, tables, scores)), "Scores written.");
  } finally {
    lock.releaseLock();
  }
}

function scoresOf(spreadsheet, tables) {
  refuseDoubledIds(tables);
  return askService("/v1/grade", { okrs: documentOf(tables), on: today(spreadsheet) }).scores;
}

function today(spreadsheet) {
  return Utilities.formatDate(new Date(), spreadsheet.getSpreadsheetTimeZone(), "yyyy-MM-dd");
}
