// The trend of one plan row. The numbers place the marks; every label is the text as printed or entered.
import { INK, QUIET, BLUE, GREEN, AMBER, FONT, CROSS, DASHES, TICK, label } from "./marks.js";
import { asText, joined, marked, sideOf, widest } from "./points.js";

const place = document.getElementById("trend");
const data = JSON.parse(document.getElementById("trend-data").textContent);
const classes = data.classes.length > 0;
const values = [...data.points.map((point) => point.value), ...data.path.map(([, value]) => value)];
const low = Math.min(...values), high = Math.max(...values);
// Things that are counted have no tenths.
const whole = data.points.every((point) => Number.isInteger(point.value));
const demo = data.points.some((point) => point.demo);
const years = Array.from({ length: data.last - data.first + 1 }, (_, index) => String(data.first + index));

// One row of marks per kind: baseline hollow, observed solid, annual targets ticks, target cross, path dashed.
function items(mark, each) {
  return marked(data, mark).map((point, index, all) => {
    const item = { value: [String(point.year), point.value], text: point.text, said: point.said, demo: point.demo };
    return { ...item, ...(each ? each(point, all[index + 1]) : {}) };
  });
}

// 20000000 is read as 2000万: one word for the whole axis, by its largest value.
function onAxis(value) {
  const most = Math.max(Math.abs(low), Math.abs(high));
  const [word, size] = most >= 1e8 ? ["亿", 1e8] : most >= 1e4 ? ["万", 1e4] : ["", 1];
  return value === 0 ? "0" : String(Number((value / size).toPrecision(10))) + word;
}

function axisLabel(value) {
  if (classes) return data.classes[value] || "";
  return value < 0 && low >= 0 ? "" : onAxis(value);
}

function inFull(item) {
  if (!item.data || item.data.text === undefined) return "";
  return `${item.seriesName}　${item.value[0]}年　${item.data.said}${item.data.demo ? "（演示）" : ""}`;
}

function yearAxis() {
  return {
    type: "category", data: years, axisTick: { show: false }, axisLine: { lineStyle: { color: "#d5dde6" } },
    axisLabel: {
      color: QUIET, fontSize: 12, hideOverlap: true, rich: { now: { color: BLUE, fontWeight: 600 } },
      formatter: (year) => year === String(data.year) ? `{now|${year}}` : year
    }
  };
}

function valueAxis() {
  const room = (high - low || Math.abs(high) || 1) * 0.18;
  return {
    type: "value", scale: true, inverse: classes,
    min: classes ? 0 : low - room, max: classes ? 7 : high + room,
    interval: classes ? 1 : undefined, minInterval: whole ? 1 : 0,
    name: classes ? "" : data.unit, nameTextStyle: { color: QUIET, align: "right" },
    axisLabel: { color: QUIET, showMinLabel: false, showMaxLabel: false, formatter: axisLabel },
    splitLine: { lineStyle: { color: "#e9eef3" } }
  };
}

function series() {
  const hollow = { opacity: 1, color: "#fff", borderColor: BLUE, borderWidth: 2 };
  const atStart = { ...label("bottom", INK), formatter: (item) => `${item.data.text} ${data.start}` };
  const line = { type: "line", symbol: "none", silent: true }, solid = (color) => ({ color, opacity: 1 });
  const path = data.path.map(([year, value]) => [String(year), value]);
  return [
    {
      ...line, name: data.pathName || "目标路径", data: path,
      lineStyle: { type: "dashed", color: QUIET, width: 1.5 }, itemStyle: { color: QUIET }
    },
    { ...line, name: "连线", data: joined(data), lineStyle: { color: BLUE, width: 2 } },
    {
      name: "年度目标", type: "scatter", data: items("annual"), symbol: TICK, symbolSize: [16, 3],
      itemStyle: solid(AMBER), label: label("right", AMBER)
    },
    {
      name: "现值", type: "scatter", data: items("observed", sideOf(data)), symbol: "circle", symbolSize: 9,
      itemStyle: solid(BLUE), label: label("top", INK), labelLayout: { hideOverlap: false, moveOverlap: "shiftY" }
    },
    {
      name: data.start, type: "scatter", data: items("baseline"), symbol: "circle", symbolSize: 9,
      itemStyle: hollow, label: atStart
    },
    {
      name: "目标", type: "scatter", data: items("target"), symbol: CROSS, symbolSize: 14,
      itemStyle: solid(GREEN), label: label("right", GREEN)
    }
  ];
}

function legend() {
  const named = { "现值": "observed", "年度目标": "annual", "目标": "target", [data.start]: "baseline" };
  const shown = Object.keys(named).filter((name) => marked(data, named[name]).length);
  if (data.path.length) shown.push({ name: data.pathName, icon: DASHES });
  return {
    data: shown, top: 2, right: 8, itemWidth: 18, itemHeight: 10, textStyle: { color: QUIET, fontSize: 12 },
    selectedMode: false
  };
}

function draw() {
  const chart = window.echarts.init(place, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: FONT, color: INK },
    aria: { enabled: false },
    grid: { left: 16, right: 30 + 8 * widest(data, "target"), top: 40, bottom: demo ? 26 : 6, containLabel: true },
    legend: legend(),
    tooltip: { trigger: "item", confine: true, transitionDuration: 0, formatter: asText(inFull) },
    xAxis: yearAxis(),
    yAxis: valueAxis(),
    series: series()
  });
  if (demo) {
    const style = { text: "* 演示数据", fill: AMBER, font: `12px ${FONT}` };
    chart.setOption({ graphic: [{ type: "text", left: 16, bottom: 4, silent: true, style }] });
  }
  scale(chart);
  window.addEventListener("resize", () => {
    chart.resize();
    scale(chart);
  });
}

// On paper the picture is as wide as its column, whatever the window was: the drawing scales with its box.
function scale(chart) {
  const drawing = place.querySelector("svg");
  if (drawing) drawing.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
}

// An installation without internet may be without the library: the table beside it says the same.
if (window.echarts) draw();
