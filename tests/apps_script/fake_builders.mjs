// Apps Script's builders of charts, drop-downs and colour rules, in the words of the Sheets API.

export const nested = (path, value) => path.split(".").reduceRight((inner, name) => ({ [name]: inner }), value);
export const formatType = (pattern) => (pattern === "@" ? "TEXT" : /yyyy/.test(pattern) ? "DATE" : pattern.endsWith("%") ? "PERCENT" : "NUMBER");

export function rgb(colour) {
  const shares = [1, 3, 5].map((at) => Math.round((Number.parseInt(colour.slice(at, at + 2), 16) / 255) * 1000) / 1000);
  return { rgbColor: { red: shares[0], green: shares[1], blue: shares[2] } };
}

export function chartOf(sheet, { ranges, headerCount, row, column, options }) {
  const source = (grid) => ({ sourceRange: { sources: [grid] } });
  const [domain, ...drawn] = ranges;
  const types = { bars: "COLUMN", line: "LINE" };
  const { hAxis, vAxis, series, title, width, height } = options;
  const window = { viewWindowMode: "EXPLICIT", viewWindowMin: vAxis.viewWindow.min, viewWindowMax: vAxis.viewWindow.max };
  const basicChart = {
    chartType: "COMBO",
    legendPosition: "BOTTOM_LEGEND",
    headerCount,
    axis: [
      { position: "BOTTOM_AXIS", title: hAxis.title },
      { position: "LEFT_AXIS", title: vAxis.title, viewWindowOptions: window },
    ],
    domains: [{ domain: source(domain) }],
    series: drawn.map((grid, at) => ({
      series: source(grid),
      targetAxis: "LEFT_AXIS",
      type: types[series[at].type],
      colorStyle: rgb(series[at].color),
    })),
  };
  const anchorCell = { sheetId: sheet.getSheetId(), rowIndex: row - 1, columnIndex: column - 1 };
  return { spec: { title, basicChart }, position: { overlayPosition: { anchorCell, widthPixels: width, heightPixels: height } } };
}

export function validationBuilder() {
  const rule = { strict: true };
  const conditioned = (type, values) => {
    rule.condition = values ? { type, values: values.map((value) => ({ userEnteredValue: value })) } : { type };
    return builder;
  };
  const builder = {
    setAllowInvalid(isAllowed) {
      rule.strict = !isAllowed;
      return builder;
    },
    requireValueInList: (values, showCustomUi) => Object.assign(rule, { showCustomUi }) && conditioned("ONE_OF_LIST", values),
    requireValueInRange(range, showCustomUi) {
      rule.showCustomUi = showCustomUi;
      return conditioned("ONE_OF_RANGE", [range.shown]);
    },
    requireDate: () => conditioned("DATE_IS_VALID"),
    requireCheckbox: () => conditioned("BOOLEAN"),
    build: () => rule,
  };
  return builder;
}

export function shadeBuilder() {
  const rule = { booleanRule: { format: { textFormat: {} } } };
  const conditioned = (type, value) => {
    rule.booleanRule.condition = { type, values: [{ userEnteredValue: value }] };
    return builder;
  };
  const builder = {
    setRanges(ranges) {
      rule.ranges = ranges.map((range) => range.grid);
      return builder;
    },
    whenTextEqualTo: (text) => conditioned("TEXT_EQ", text),
    whenFormulaSatisfied: (formula) => conditioned("CUSTOM_FORMULA", formula),
    setBackground(colour) {
      rule.booleanRule.format.backgroundColorStyle = rgb(colour);
      return builder;
    },
    setFontColor(colour) {
      rule.booleanRule.format.textFormat.foregroundColorStyle = rgb(colour);
      return builder;
    },
    build: () => rule,
  };
  return builder;
}
