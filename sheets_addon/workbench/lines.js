/** The lines beside key results: what a SPARKLINE of the Overview draws. */

import { svgElement } from "/sidebar/element.js";

const WIDTH = 148;
const HEIGHT = 17;
const EDGE = 3;

/**
 * A line through numbers, with a dot at the latest.
 *
 * @param {{at: number[], values: number[], low: number, high: number}} line how far across each number is, from 0 to 1,
 *   the numbers, by day, and the scale they are drawn on.
 * @param {string} said the numbers as they are read aloud.
 * @returns {SVGElement} the drawing.
 */
export function lineDrawing({ at, values, low, high }, said) {
  const heightOf = (value) => (low === high ? 0.5 : Math.min(Math.max((value - low) / (high - low), 0), 1));
  const points = values.map((value, place) => [EDGE + at[place] * (WIDTH - 2 * EDGE), HEIGHT - EDGE - heightOf(value) * (HEIGHT - 2 * EDGE)]);
  const [x, y] = points.at(-1);
  const shape = { width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "line", role: "img", "aria-label": said };
  const path = svgElement("polyline", { points: points.map((point) => point.map((one) => one.toFixed(1)).join(",")).join(" ") });
  return svgElement("svg", shape, path, svgElement("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 2.5 }));
}
