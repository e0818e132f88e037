/** The cards of the sidebar, in the form of Google's add-ons, so that the same renderer shows them. */

const MOST_FINDINGS = 60;
const BAR_CELLS = 20;
const MARK_AT = 14;
const SEVERITIES = {
  error: { title: "Errors: cannot be graded or stored right", colour: "#c5221f", noun: "error" },
  warning: { title: "Warnings: against the practice", colour: "#8d5c00", noun: "warning" },
  info: { title: "Hints", colour: "#1967d2", noun: "hint" },
};
const BAND_COLOURS = { green: "#137333", yellow: "#8d5c00", red: "#c5221f" };

function pushed(card, note = "") {
  const notification = note === "" ? {} : { notification: { text: note } };
  return { renderActions: { action: { navigations: [{ pushCard: card }], ...notification } } };
}

function homeCard(title) {
  return {
    name: "home",
    header: { title, subtitle: "Objectives and Key Results" },
    sections: [
      {
        widgets: [
          paragraph("Check shows what is wrong or doubtful, and why. Grade works out the scores; nothing is written before you say so."),
          buttons(button("Check", "check", "FILLED"), button("Grade", "grade", "FILLED_TONAL")),
        ],
      },
    ],
  };
}

/**
 * What a check found, worst first.
 *
 * @param {object[]} findings the service's findings.
 * @param {(finding: object) => {gid: string, range: string, shown: string}|null} place where each of them is.
 */
function checkCard(findings, place) {
  const own = Object.entries(SEVERITIES).map(([severity, looks]) => [looks, findings.filter((found) => found.severity === severity)]);
  const counts = own.filter(([, found]) => found.length > 0).map(([looks, found]) => counted(found.length, looks.noun));
  const summary = counts.length === 0 ? "No findings: these OKRs follow the practice." : `${counts.join(", ")}. Click a finding to jump to its cell.`;
  const sections = own.filter(([, found]) => found.length > 0).map(([looks, found]) => findingsSection(looks, found, place));
  const again = { widgets: [buttons(button("Check again", "check", "FILLED"), button("Grade", "grade"))] };
  return { header: { title: "Check" }, sections: [{ widgets: [paragraph(summary)] }, ...sections, again] };
}

function findingsSection(looks, findings, place) {
  const widgets = findings.slice(0, MOST_FINDINGS).map((finding) => findingRow(finding, looks, place(finding)));
  const more = findings.length - widgets.length;
  if (more > 0) widgets.push(paragraph(`And ${more} more. Mend some of these first.`));
  return { header: looks.title, widgets };
}

function findingRow(finding, looks, cell) {
  const where = cell?.shown ?? finding.table ?? "Workbook";
  const row = {
    topLabel: `${finding.code} · ${where}`,
    text: `<font color="${looks.colour}">${escaped(finding.message)}</font>`,
    bottomLabel: finding.suggestion,
    wrapText: true,
  };
  if (cell) row.onClick = { openLink: { url: `#gid=${cell.gid}&range=${cell.range}` } };
  return { decoratedText: row };
}

/** The scores as they would be written; what each objective and key result says comes from the tables. */
function scoresCard(scores, tables) {
  const { graded, total } = scores.coverage;
  const named = (name, score) => [score.id, tables[name]?.records[score.position]?.values.text].filter(Boolean).join(" · ");
  return {
    header: { title: "Grade", subtitle: `As of ${scores.on} · ${graded} of ${total} graded` },
    sections: [
      {
        widgets: [
          scoreRow("Overall", scores.overall, scores.band, ""),
          paragraph("These scores go into okrsdk's own columns. Nothing else is touched."),
          buttons(button("Write scores", "write", "FILLED"), button("Check", "check")),
        ],
      },
      ...scores.objectives.map((objective) => ({
        header: escaped(named("Objectives", objective)),
        widgets: [
          scoreRow("Objective", objective.score, objective.band, ""),
          ...scores.key_results
            .filter((found) => found.objective_id === objective.id)
            .map((found) => scoreRow(named("Key Results", found), found.score, found.band, noteOf(found))),
        ],
      })),
    ],
  };
}

function noteOf(keyResult) {
  return keyResult.reason || (keyResult.pace ?? "").replace("_", " ");
}

function scoreRow(label, score, band, note) {
  const words = [band, note].filter(Boolean).join(" · ");
  return { decoratedText: { topLabel: label, text: scoreText(score, band), bottomLabel: words, wrapText: true } };
}

/** A score as a bar with its mark at 0.7, which the renderer draws. */
function scoreText(score, band) {
  if (score === null) return "not graded";
  const filled = Math.floor(score * BAR_CELLS + 1e-9);
  const cells = "█".repeat(filled) + "·".repeat(BAR_CELLS - filled);
  const bar = `${cells.slice(0, MARK_AT)}│${cells.slice(MARK_AT)} ${score.toFixed(2)}`;
  return band === null ? bar : `<font color="${BAND_COLOURS[band]}">${bar}</font>`;
}

function writtenCard({ written, changed, left }) {
  const rows = changed.map(({ id, before, after }) => ({
    decoratedText: { topLabel: id, text: `${shown(before)} → ${shown(after)}`, wrapText: true },
  }));
  const gone = left === 0 ? [] : [paragraph(`${counted(left, "record")} could not be found again, or not be told apart. Grade again.`)];
  const sections = [{ widgets: [paragraph(`${counted(written, "record")} graded and written.`), ...gone, buttons(button("Check", "check"), button("Grade", "grade"))] }];
  if (rows.length > 0) sections.push({ header: "What changed", widgets: rows });
  return { header: { title: "Scores written" }, sections };
}

/** An error, and the way to try again. */
function problemCard(error, action) {
  const title = error.title ?? "That did not work";
  const retry = ACTIONS.hasOwnProperty(action) ? [buttons(button("Try again", action, "FILLED"))] : [];
  return { header: { title }, sections: [{ widgets: [paragraph(error.message), ...retry] }] };
}

function paragraph(text) {
  return { textParagraph: { text: escaped(text) } };
}

function buttons(...those) {
  return { buttonList: { buttons: those } };
}

function button(text, action, type = "OUTLINED") {
  return { text, type, onClick: { action: { function: action } } };
}

function counted(count, noun) {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

function shown(score) {
  return typeof score === "number" ? score.toFixed(2) : "blank";
}

function escaped(text) {
  return String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
