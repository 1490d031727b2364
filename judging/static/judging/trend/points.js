// The points of a trend: which are joined, and on which side of one its label stands.
export const marked = (data, mark) => data.points.filter((point) => point.mark === mark);
export const widest = (data, mark) => Math.max(2, ...marked(data, mark).map((point) => point.text.length));

// The observed values, from the baseline on where that is earlier.
export function joined(data) {
  const baseline = marked(data, "baseline")[0], observed = marked(data, "observed");
  const line = observed.map((point) => [String(point.year), point.value]);
  if (baseline && (!line.length || baseline.year < observed[0].year)) {
    line.unshift([String(baseline.year), baseline.value]);
  }
  return line;
}

// What each year should reach: its own target, or the target path in between.
function dueOf(data) {
  const due = {};
  marked(data, "annual").forEach((point) => { due[point.year] = point.value; });
  data.path.slice(1).forEach(([last, end], index) => {
    const [first, start] = data.path[index];
    for (let year = first; year <= last; year += 1) {
      if (due[year] === undefined) due[year] = start + (end - start) * (year - first) / (last - first);
    }
  });
  return due;
}

// A label stands on the side of its point where the target path, or the year's own target, is not.
export function sideOf(data) {
  const baseline = marked(data, "baseline")[0], due = dueOf(data), isDown = data.classes.length > 0;
  return (point, next) => {
    // A value on top of the baseline that it repeats is said once.
    const repeats = baseline && point.year === baseline.year && point.value === baseline.value;
    if (repeats) return { label: { show: false } };
    const other = due[point.year] !== undefined ? due[point.year] : (next || point).value;
    const up = point.value >= other;
    return { label: { position: up !== isDown ? "top" : "bottom" } };
  };
}

// A string would be taken as HTML by the tooltip, whatever a printed text has in it: it is given an element with that
// text.
export function asText(say) {
  return (item) => {
    const line = document.createElement("div");
    line.textContent = say(item);
    return line.textContent ? line : "";
  };
}
