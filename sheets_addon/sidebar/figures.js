/** Drawings for the two figures that cards can only hold as text: a progress bar and a trend. */

import { element, svgElement } from "./element.js";
import { words } from "./texts.js";

const BAR = /[█▉▊▋▌▍▎▏░▒▓·─━│┃|]{6,}/;
const IS_BAR = [/[█▉▊▋▌▍▎▏▓│┃|]/, /[·░▒─━│┃|]/, /^[^│┃|]*[│┃|]?[^│┃|]*$/];
const TREND = /[▁▂▃▄▅▆▇█]{2,}/;
const MARKS = /[│┃|]/;
const NUMBER_AFTER = /^\s*([−-]?\d+(?:[.,]\d+)?)(\s?%)?/;
const LEVELS = "▁▂▃▄▅▆▇█";
const TREND_WIDTH = 64;
const TREND_HEIGHT = 20;

/**
 * A text with its figures drawn: `█████████████│······ 0.68` becomes a bar with its mark, `▁▃▅▇ 0.3 → 0.7` a line.
 *
 * @param {string} text plain text.
 * @returns {Node[]} texts and figures in the order of the text; the numbers stay as text.
 */
export function figures(text) {
  const found = firstFigure(text);
  if (found === null) return text === "" ? [] : [document.createTextNode(text)];
  const before = text.slice(0, found.start);
  const after = text.slice(found.start + found.run.length);
  const start = before === "" ? [] : [document.createTextNode(before)];
  if (!found.isBar) return [...start, trend(found.run, after), ...figures(after)];
  const number = NUMBER_AFTER.exec(after)?.[0] ?? "";
  const chip = number === "" ? [] : [element("span", { class: "okr-chip" }, number.trim())];
  return [...start, bar(found.run, after), ...chip, ...figures(after.slice(number.length))];
}

function firstFigure(text) {
  const barMatch = BAR.exec(text);
  const isBar = barMatch !== null && IS_BAR.every((sign) => sign.test(barMatch[0]));
  const trendMatch = TREND.exec(text);
  if (isBar && (trendMatch === null || barMatch.index <= trendMatch.index)) {
    return { start: barMatch.index, run: barMatch[0], isBar: true };
  }
  return trendMatch === null ? null : { start: trendMatch.index, run: trendMatch[0], isBar: false };
}

function bar(run, after) {
  const markAt = run.search(MARKS);
  const mark = markAt < 0 ? null : Math.round((markAt / (run.length - 1)) * 10) / 10;
  const number = NUMBER_AFTER.exec(after);
  const value = number === null ? shareFilled(run) : Number(number[1].replace("−", "-").replace(",", "."));
  const share = Math.min(Math.max(number?.[2] ? value / 100 : value, 0), 1);
  return element(
    "span",
    {
      class: "okr-bar",
      role: "meter",
      "aria-label": words("Score"),
      "aria-valuemin": 0,
      "aria-valuemax": 1,
      "aria-valuenow": share,
      "aria-valuetext": mark === null
          ? words("{share} of 1", { share: shown(share) })
          : words("{share} of 1, with the mark at {mark}", { share: shown(share), mark: shown(mark) }),
    },
    barDrawing(share, mark),
  );
}

function shareFilled(run) {
  const cells = run.replace(new RegExp(MARKS, "g"), "");
  return Math.round(([...cells].filter((cell) => /[█▉▊▋▌▓]/.test(cell)).length / cells.length) * 100) / 100;
}

function barDrawing(share, mark) {
  const drawing = svgElement("svg", { class: "okr-bar-drawing", width: "100%", height: 12, "aria-hidden": "true" });
  drawing.append(svgElement("rect", { class: "okr-bar-track", y: 2, width: "100%", height: 8, rx: 4 }));
  if (share > 0) {
    drawing.append(svgElement("rect", { class: "okr-bar-fill", y: 2, width: `${share * 100}%`, height: 8, rx: 4 }));
  }
  if (mark !== null) {
    const at = `${mark * 100}%`;
    drawing.append(svgElement("line", { class: "okr-bar-mark", x1: at, x2: at, y1: 0, y2: 12 }));
  }
  return drawing;
}

function trend(run, after) {
  const levels = [...run].map((block) => LEVELS.indexOf(block) / (LEVELS.length - 1));
  const numbers = /^\s*\d+(?:[.,]\d+)?\s*(?:→|->|to)\s*\d+(?:[.,]\d+)?/.exec(after);
  const direction = levels[levels.length - 1] - levels[0];
  const way = direction > 0 ? words("rising") : direction < 0 ? words("falling") : words("steady");
  const label = [words("Trend: {way}", { way }), numbers?.[0].trim()].filter(Boolean).join(", ");
  return element("span", { class: "okr-trend", role: "img", "aria-label": label }, trendDrawing(levels));
}

/** A number as the page's language writes it. */
function shown(number) {
  return number.toLocaleString(document.documentElement.lang || "en");
}

function trendDrawing(levels) {
  const points = levels.map((level, index) => [
    2 + (index * (TREND_WIDTH - 6)) / (levels.length - 1),
    TREND_HEIGHT - 3 - level * (TREND_HEIGHT - 6),
  ]);
  const [lastX, lastY] = points[points.length - 1];
  return svgElement(
    "svg",
    { width: TREND_WIDTH, height: TREND_HEIGHT, viewBox: `0 0 ${TREND_WIDTH} ${TREND_HEIGHT}`, "aria-hidden": "true" },
    svgElement("polyline", { class: "okr-trend-line", points: points.map((point) => point.join(",")).join(" ") }),
    svgElement("circle", { class: "okr-trend-end", cx: lastX, cy: lastY, r: 2.5 }),
  );
}
