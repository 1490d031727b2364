// The trend of one plan row. The numbers place the marks; every label is the text as printed or entered.
(function () {
  "use strict";
  var place = document.getElementById("trend");
  var data = JSON.parse(document.getElementById("trend-data").textContent);
  var INK = "#1f2a37", QUIET = "#5b6773", BLUE = "#17509e", GREEN = "#176b3f", AMBER = "#835600";
  var FONT = getComputedStyle(document.body).fontFamily;
  var CROSS = "path://M-1,-9 h2 v8 h8 v2 h-8 v8 h-2 v-8 h-8 v-2 h8 z";
  var TICK = "path://M-8,-1 h16 v2 h-16 z";

  // One row of marks per kind: baseline hollow, observed solid, annual targets ticks, target cross, path dashed.
  function of(mark) { return data.points.filter(function (point) { return point.mark === mark; }); }
  function items(mark, each) {
    return of(mark).map(function (point, index, all) {
      var item = { value: [String(point.year), point.value], text: point.text, said: point.said, demo: point.demo };
      return Object.assign(item, each ? each(point, index, all) : {});
    });
  }
  // A string would be taken as HTML by the tooltip, whatever a printed text has in it: it is given an element with that text.
  function asText(say) {
    return function (item) {
      var line = document.createElement("div");
      line.textContent = say(item);
      return line.textContent ? line : "";
    };
  }
  function text(item) { return item.data.text + (item.data.demo ? "*" : ""); }
  function label(position, colour) {
    return { show: true, position: position, color: colour, fontSize: 12, fontWeight: 600, fontFamily: FONT,
             distance: 6, formatter: text, textBorderColor: "#fff", textBorderWidth: 3 };
  }
  // A label stands on the side of its point where the target path, or the year's own target, is not.
  var baseline = of("baseline")[0];
  var due = {};
  of("annual").forEach(function (p) { due[p.year] = p.value; });
  data.path.forEach(function (end, index) {
    if (!index) return;
    var start = data.path[index - 1];
    for (var year = start[0]; year <= end[0]; year += 1) {
      if (due[year] === undefined) due[year] = start[1] + (end[1] - start[1]) * (year - start[0]) / (end[0] - start[0]);
    }
  });
  function side(point, index, all) {
    var next = all[index + 1], other = due[point.year];
    if (other === undefined) other = next ? next.value : point.value;
    var up = point.value >= other;
    // A value on top of the baseline that it repeats is said once.
    if (baseline && point.year === baseline.year && point.value === baseline.value) return { label: { show: false } };
    return { label: { position: (data.classes.length ? !up : up) ? "top" : "bottom" } };
  }

  var classes = data.classes.length > 0;
  var values = data.points.map(function (p) { return p.value; }).concat(data.path.map(function (p) { return p[1]; }));
  var low = Math.min.apply(null, values), high = Math.max.apply(null, values);
  var room = (high - low || Math.abs(high) || 1) * 0.18;
  // Things that are counted have no tenths.
  var whole = data.points.every(function (p) { return Number.isInteger(p.value); });
  var demo = data.points.some(function (p) { return p.demo; });

  var observed = of("observed");
  var joined = observed.map(function (p) { return [String(p.year), p.value]; });
  if (baseline && (!joined.length || baseline.year < observed[0].year)) joined.unshift([String(baseline.year), baseline.value]);

  var chart = echarts.init(place, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: FONT, color: INK },
    aria: { enabled: false },
    grid: { left: 16, right: 30 + 8 * widest("target"), top: 40, bottom: demo ? 26 : 6, containLabel: true },
    legend: { top: 2, right: 8, itemWidth: 18, itemHeight: 10, textStyle: { color: QUIET, fontSize: 12 }, selectedMode: false },
    tooltip: { trigger: "item", confine: true, transitionDuration: 0,
      formatter: asText(function (item) {
        return item.data && item.data.text !== undefined ? item.seriesName + "　" + item.value[0] + "年　" + item.data.said + (item.data.demo ? "（演示）" : "") : "";
      }) },
    xAxis: { type: "category", data: years(), axisTick: { show: false }, axisLine: { lineStyle: { color: "#d5dde6" } },
      axisLabel: { color: QUIET, fontSize: 12, hideOverlap: true, rich: { now: { color: BLUE, fontWeight: 600 } },
        formatter: function (year) { return year === String(data.year) ? "{now|" + year + "}" : year; } } },
    yAxis: { type: "value", scale: true, inverse: classes,
      min: classes ? 0 : low - room, max: classes ? 7 : high + room, interval: classes ? 1 : undefined, minInterval: whole ? 1 : 0,
      name: classes ? "" : data.unit, nameTextStyle: { color: QUIET, align: "right" },
      axisLabel: { color: QUIET, showMinLabel: false, showMaxLabel: false, formatter: function (value) {
        if (classes) return data.classes[value] || "";
        return value < 0 && low >= 0 ? "" : axis(value);
      } },
      splitLine: { lineStyle: { color: "#e9eef3" } } },
    series: [
      { name: data.pathName || "目标路径", type: "line", data: data.path.map(function (p) { return [String(p[0]), p[1]]; }), symbol: "none", silent: true, lineStyle: { type: "dashed", color: QUIET, width: 1.5 }, itemStyle: { color: QUIET } },
      { name: "连线", type: "line", data: joined, symbol: "none", silent: true, lineStyle: { color: BLUE, width: 2 } },
      { name: "年度目标", type: "scatter", data: items("annual"), symbol: TICK, symbolSize: [16, 3], itemStyle: { color: AMBER, opacity: 1 }, label: label("right", AMBER) },
      { name: "现值", type: "scatter", data: items("observed", side), symbol: "circle", symbolSize: 9, itemStyle: { color: BLUE, opacity: 1 }, label: label("top", INK), labelLayout: { hideOverlap: false, moveOverlap: "shiftY" } },
      { name: data.start, type: "scatter", data: items("baseline"), symbol: "circle", symbolSize: 9, itemStyle: { opacity: 1, color: "#fff", borderColor: BLUE, borderWidth: 2 }, label: Object.assign(label("bottom", INK), { formatter: function (item) { return item.data.text + " " + data.start; } }) },
      { name: "目标", type: "scatter", data: items("target"), symbol: CROSS, symbolSize: 14, itemStyle: { color: GREEN, opacity: 1 }, label: label("right", GREEN) }
    ]
  });
  var named = { "现值": "observed", "年度目标": "annual", "目标": "target" };
  named[data.start] = "baseline";
  var shown = Object.keys(named).filter(function (name) { return of(named[name]).length; });
  if (data.path.length) shown.push({ name: data.pathName, icon: "path://M0,4 h5 v2 h-5 z M8,4 h5 v2 h-5 z M16,4 h5 v2 h-5 z" });
  chart.setOption({ legend: { data: shown } });
  if (demo) chart.setOption({ graphic: [{ type: "text", left: 16, bottom: 4, silent: true, style: { text: "* 演示数据", fill: AMBER, font: "12px " + FONT } }] });

  function widest(mark) { return Math.max.apply(null, [2].concat(of(mark).map(function (p) { return p.text.length; }))); }
  // 20000000 is read as 2000万: one word for the whole axis, by its largest value.
  function axis(value) {
    var most = Math.max(Math.abs(low), Math.abs(high));
    var word = most >= 1e8 ? "亿" : most >= 1e4 ? "万" : "";
    var size = { "亿": 1e8, "万": 1e4, "": 1 }[word];
    return value === 0 ? "0" : String(Number((value / size).toPrecision(10))) + word;
  }
  function years() {
    var list = [];
    for (var year = data.first; year <= data.last; year += 1) list.push(String(year));
    return list;
  }
  // On paper the picture is as wide as its column, whatever the window was: the drawing scales with its box.
  function scalable() {
    var drawing = place.querySelector("svg");
    if (drawing) drawing.setAttribute("viewBox", "0 0 " + chart.getWidth() + " " + chart.getHeight());
  }
  scalable();
  window.addEventListener("resize", function () { chart.resize(); scalable(); });
})();
