// What is pasted or typed, made plain where nothing is lost by it; and a pasted block taken apart. No page is
// touched here.
const WIDE = { "．": ".", "。": ".", "－": "-", "−": "-", "＋": "+", "％": "%", "，": "," };
const NUMBER = /^[-+]?\d+(\.\d+)?%?$/;
const GROUPED = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?%?$/;
const AROUND = /^[\s\u00a0\u3000\u200b\ufeff]+|[\s\u00a0\u3000\u200b\ufeff]+$/g;
// Halves of a character, and signs that nobody sees: no column can keep them.
// eslint-disable-next-line no-control-regex -- they are what is looked for
const UNKEEPABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\ud800-\udfff]/gu;

// Wide digits become narrow, and the signs of a number with them: sign by sign, so that no caret moves.
export function narrow(text) {
  const digits = text.replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const plain = digits.replace(/[．。－−＋％，]/g, (sign) => WIDE[sign]);
  const bare = plain.replace(AROUND, "");
  if (NUMBER.test(bare) || GROUPED.test(bare)) return plain;
  // In a sentence a mark may be one of its own; between digits, and behind one, these two are not.
  return digits.replace(/(\d)．(?=\d)/g, "$1.").replace(/(\d)％/g, "$1%");
}

// Blanks around a text go (also those that do not break); of a figure the wide digits, the groups of three, and a
// percent sign that the unit says. The server keeps by the same rule (reporting/reading.py), for workbooks too.
export function tidy(text, field, unit) {
  const trimmed = text.replace(/[\r\n\t]+/g, " ").replace(UNKEEPABLE, "").replace(AROUND, "");
  if (field !== "text") return trimmed;
  const figure = narrow(trimmed), plain = GROUPED.test(figure) ? figure.replace(/,/g, "") : figure;
  return unit === "%" && NUMBER.test(plain) ? plain.replace(/%$/, "") : plain;
}

// Excel and WPS: tabs and lines, a cell with a line break or a quote inside stands in quotes, quotes inside doubled.
export function blockOf(text) {
  const rows = [[]];
  let place = 0;
  while (place < text.length) {
    const quoted = /^"((?:[^"]|"")*)"(?=\t|\r?\n|\r|$)/.exec(text.slice(place));
    const cell = quoted ? quoted[0] : /^[^\t\r\n]*/.exec(text.slice(place))[0];
    rows[rows.length - 1].push(quoted ? quoted[1].replace(/""/g, '"') : cell);
    place += cell.length;
    if (text[place] === "\t") {
      place += 1;
      if (place === text.length) rows[rows.length - 1].push("");
    } else if (place < text.length) {
      place += text.startsWith("\r\n", place) ? 2 : 1;
      if (place < text.length) rows.push([]);
    }
  }
  return rows;
}
