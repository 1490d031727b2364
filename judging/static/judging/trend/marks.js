// How the marks of a trend look.
export const INK = "#1f2a37", QUIET = "#5b6773", BLUE = "#17509e", GREEN = "#176b3f", AMBER = "#835600";
export const FONT = getComputedStyle(document.body).fontFamily;
export const CROSS = "path://M-1,-9 h2 v8 h8 v2 h-8 v8 h-2 v-8 h-8 v-2 h8 z";
export const TICK = "path://M-8,-1 h16 v2 h-16 z";
export const DASHES = "path://M0,4 h5 v2 h-5 z M8,4 h5 v2 h-5 z M16,4 h5 v2 h-5 z";

const textOf = (item) => item.data.text + (item.data.demo ? "*" : "");

export function label(position, color) {
  return {
    show: true, position, color, fontSize: 12, fontWeight: 600, fontFamily: FONT,
    distance: 6, formatter: textOf, textBorderColor: "#fff", textBorderWidth: 3
  };
}
