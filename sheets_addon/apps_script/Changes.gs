/** What is sent of a later reading: only what is not as it was in the reading before. */

/**
 * A later reading with the rows that were there before by their numbers.
 *
 * @param {object} before the reading before, in full.
 * @param {object} now the later one, in full.
 * @returns {object} the later one: of each tab that was there, a row is the number of the row before that holds the
 *   same, or such a number with the cells that differ, or its cells; formulas and merges that are the same are left out.
 */
function sinceThen(before, now) {
  return { ...now, tabs: now.tabs.map((tab) => tabSinceThen(before.tabs.find(({ gid }) => gid === tab.gid), tab)) };
}

function tabSinceThen(before, { gid, title, values, ...beside }) {
  if (!before) return { gid, title, values, ...beside };
  const changed = Object.entries(beside).filter(([name, own]) => JSON.stringify(own) !== JSON.stringify(before[name]));
  return { gid, title, values: rowsSinceThen(before.values, values), ...Object.fromEntries(changed) };
}

/** Each row of before is named once at most, so that what is told is never longer than what it stands for. */
function rowsSinceThen(before, now) {
  const left = numbersByText(before, (row) => row);
  const told = now.map((row) => taken(left, JSON.stringify(row)) ?? row);
  const used = new Set(told.filter((row) => typeof row === "number"));
  const byFirst = numbersByText(before, ([first]) => first);
  return told.map((row, at) => {
    if (typeof row === "number") return row;
    const bases = [at, ...(byFirst.get(JSON.stringify(row[0])) ?? [])].filter((base) => base < before.length && !used.has(base));
    const [shortest] = bases.map((base) => changedRow(base, before[base], row)).filter(Boolean).sort((one, other) => one.cells.length - other.cells.length);
    if (!shortest) return row;
    used.add(shortest.row);
    return shortest;
  });
}

/** A row as another with some cells changed; null where that would say more than the row itself. */
function changedRow(number, before, row) {
  if (before.length !== row.length) return null;
  const cells = row.flatMap((value, column) => (JSON.stringify(value) === JSON.stringify(before[column]) ? [] : [[column, value]]));
  return cells.length * 2 < row.length ? { row: number, cells } : null;
}

function numbersByText(rows, part) {
  const numbers = new Map();
  rows.forEach((row, at) => {
    const text = JSON.stringify(part(row));
    if (numbers.has(text)) numbers.get(text).push(at);
    else numbers.set(text, [at]);
  });
  return numbers;
}

function taken(numbers, text) {
  return numbers.get(text)?.shift();
}
