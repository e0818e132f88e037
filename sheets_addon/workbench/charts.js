/** The charts of a tab: columns and lines, drawn over the cells where the sheet has them. */

import { cssColour, shownText } from "./cells.js";
import { element, svgElement } from "/sidebar/element.js";
import { words } from "/sidebar/texts.js";

const LEFT = 40;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 34;
const LEGEND = 24;
const TITLE = 30;
const STEPS = 5;

/**
 * The charts of a tab that this page can draw: basic charts with columns or lines.
 *
 * @param {object} sheet the API's Sheet.
 * @param {import("./tab_rows.js").TabRows} data its cells.
 * @param {(cell: {rowIndex?: number, columnIndex?: number}) => {left: number, top: number}} placeOf where a cell is.
 * @returns {HTMLElement[]} the charts, placed over their cells.
 */
export function chartsOf(sheet, data, placeOf) {
  return (sheet.charts ?? []).filter((chart) => chart.spec?.basicChart).map((chart) => placed(chart, data, placeOf));
}

/** The last row that the charts of a tab take values from; 0 without charts. */
export function lastChartedRow(sheet) {
  const basics = (sheet.charts ?? []).map((chart) => chart.spec?.basicChart ?? {});
  const parts = basics.flatMap(({ domains = [], series = [] }) => [...domains.map((one) => one.domain), ...series.map((one) => one.series)]);
  const ends = parts.flatMap((part) => (part?.sourceRange?.sources ?? []).map((source) => (source.endRowIndex ?? 1) - 1));
  return Math.max(0, ...ends);
}

function placed(chart, data, placeOf) {
  const { anchorCell = {}, widthPixels = 480, heightPixels = 300 } = chart.position?.overlayPosition ?? {};
  const { left, top } = placeOf(anchorCell);
  const figure = element(
    "figure",
    { class: "chart" },
    element("figcaption", { class: "chart-title" }, chart.spec.title ?? ""),
    drawing(chart.spec, data, widthPixels, heightPixels - TITLE),
  );
  figure.style.left = `${left}px`;
  figure.style.top = `${top}px`;
  figure.style.width = `${widthPixels}px`;
  return figure;
}

function drawing(spec, cells, width, height) {
  const data = dataOf(spec.basicChart, cells);
  const axis = scale(spec.basicChart, data, height - BOTTOM - LEGEND);
  const name = spec.altText || spec.title || words("Chart");
  const label = `${name} ${described(data)}`;
  const root = svgElement("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  root.append(...gridLines(axis, width), ...columnsAndLines(data, axis, width), ...domainLabels(data, width, height), ...legend(data, height));
  return root;
}

function described({ domain, series }) {
  const none = words("none");
  return series.map((one) => `${one.name}: ${domain.map((name, at) => `${name} ${one.shown[at] || none}`).join(", ")}.`).join(" ");
}

function dataOf(basic, data) {
  const head = basic.headerCount ?? 0;
  const domain = cellsIn(basic.domains?.[0]?.domain, data).slice(head).map(shownText);
  const count = domain.findLastIndex((name) => name !== "") + 1;
  const series = (basic.series ?? []).map((one) => {
    const cells = cellsIn(one.series, data);
    const values = cells.slice(head, head + count);
    return {
      name: head > 0 ? shownText(cells[0]) : "",
      isLine: (one.type ?? basic.chartType) === "LINE",
      colour: cssColour(one.colorStyle) || "rgb(31 58 77)",
      shown: values.map(shownText),
      values: values.map((cell) => cell?.effectiveValue?.numberValue ?? null),
    };
  });
  return { domain: domain.slice(0, count), series };
}

function cellsIn(series, data) {
  const [source] = series?.sourceRange?.sources ?? [];
  if (!source) return [];
  const { startRowIndex = 0, endRowIndex = startRowIndex, startColumnIndex = 0 } = source;
  return Array.from({ length: endRowIndex - startRowIndex }, (_cell, at) => data.cell(startRowIndex + at, startColumnIndex));
}

function scale(basic, { series }, height) {
  const left = (basic.axis ?? []).find((axis) => axis.position === "LEFT_AXIS")?.viewWindowOptions ?? {};
  const all = series.flatMap((one) => one.values).filter((value) => value !== null);
  const max = left.viewWindowMax ?? Math.max(1, ...all);
  const min = left.viewWindowMin ?? Math.min(0, ...all);
  return { min, max, at: (value) => TOP + (height - TOP) * (1 - (value - min) / (max - min)) };
}

function gridLines(axis, width) {
  return Array.from({ length: STEPS + 1 }, (_unused, step) => {
    const value = axis.min + ((axis.max - axis.min) * step) / STEPS;
    const y = axis.at(value);
    return [
      svgElement("line", { class: "chart-line", x1: LEFT, x2: width - RIGHT, y1: y, y2: y }),
      labelAt(LEFT - 6, y + 4, value.toFixed(1), "end"),
    ];
  }).flat();
}

function labelAt(x, y, words, anchor) {
  const node = svgElement("text", { class: "chart-label", x, y, "text-anchor": anchor });
  node.textContent = words;
  return node;
}

function columnsAndLines(data, axis, width) {
  const step = (width - LEFT - RIGHT) / Math.max(data.domain.length, 1);
  const bars = data.series.filter((one) => !one.isLine);
  const size = Math.min(48, (step * 0.6) / Math.max(bars.length, 1));
  const rects = bars.flatMap((one, place) =>
    one.values.flatMap((value, at) => {
      if (value === null) return [];
      const x = LEFT + step * (at + 0.5) + size * (place - bars.length / 2);
      const bar = { x, y: axis.at(value), width: size, height: axis.at(axis.min) - axis.at(value), rx: 2 };
      return coloured(svgElement("rect", bar), one);
    }),
  );
  const lines = data.series.filter((one) => one.isLine).map((one) => {
    const points = one.values.flatMap((value, at) => (value === null ? [] : `${LEFT + step * (at + 0.5)},${axis.at(value)}`));
    return coloured(svgElement("polyline", { points: points.join(" ") }), one);
  });
  return [...rects, ...lines];
}

function domainLabels({ domain }, width, height) {
  const step = (width - LEFT - RIGHT) / Math.max(domain.length, 1);
  return domain.map((name, at) => labelAt(LEFT + step * (at + 0.5), height - LEGEND - BOTTOM + 18, name, "middle"));
}

function legend({ series }, height) {
  return series.flatMap((one, at) => [
    coloured(svgElement("rect", { x: LEFT + at * 120, y: height - LEGEND + 4, width: 12, height: one.isLine ? 3 : 12 }), one),
    labelAt(LEFT + at * 120 + 18, height - LEGEND + 14, one.name, "start"),
  ]);
}

/** The stylesheet makes of a series' colour what fits the theme. */
function coloured(node, { colour }) {
  node.classList.add("chart-series");
  node.style.setProperty("--series", colour);
  return node;
}
