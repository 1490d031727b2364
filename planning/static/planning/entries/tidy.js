// What is pasted or typed, made plain where nothing is lost by it; and a pasted block taken apart. No page is touched here.
window.Grid = {};
(function (Grid) {
  "use strict";
  var WIDE = { "．": ".", "。": ".", "－": "-", "−": "-", "＋": "+", "％": "%", "，": "," };
  var NUMBER = /^[-+]?\d+(\.\d+)?%?$/;
  var GROUPED = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?%?$/;
  var AROUND = /^[\s\u00a0\u3000\u200b\ufeff]+|[\s\u00a0\u3000\u200b\ufeff]+$/g;
  // Halves of a character, and signs that nobody sees: no column can keep them.
  var UNKEEPABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\ud800-\udfff]/gu;

  // Wide digits become narrow, and the signs of a number with them: sign by sign, so that no caret moves.
  Grid.narrow = function (text) {
    var digits = text.replace(/[\uff10-\uff19]/g, function (digit) {
      return String.fromCharCode(digit.charCodeAt(0) - 0xfee0);
    });
    var plain = digits.replace(/[．。－−＋％，]/g, function (sign) { return WIDE[sign]; });
    var bare = plain.replace(AROUND, "");
    if (NUMBER.test(bare) || GROUPED.test(bare)) return plain;
    // In a sentence a mark may be one of its own; between digits, and behind one, these two are not.
    return digits.replace(/(\d)．(?=\d)/g, "$1.").replace(/(\d)％/g, "$1%");
  };

  // Blanks around a text go (also those that do not break); of a figure the wide digits and the groups of three.
  Grid.tidy = function (text, field) {
    var trimmed = text.replace(/[\r\n\t]+/g, " ").replace(UNKEEPABLE, "").replace(AROUND, "");
    if (field !== "text") return trimmed;
    var narrow = Grid.narrow(trimmed);
    return GROUPED.test(narrow) ? narrow.replace(/,/g, "") : narrow;
  };

  // Excel and WPS: tabs and lines, a cell with a line break or a quote inside stands in quotes, quotes inside doubled.
  Grid.table = function (text) {
    var rows = [[]];
    var place = 0;
    while (place < text.length) {
      var quoted = /^"((?:[^"]|"")*)"(?=\t|\r?\n|\r|$)/.exec(text.slice(place));
      var cell = quoted ? quoted[0] : /^[^\t\r\n]*/.exec(text.slice(place))[0];
      rows[rows.length - 1].push(quoted ? quoted[1].replace(/""/g, '"') : cell);
      place += cell.length;
      if (text[place] === "\t") {
        place += 1;
        if (place === text.length) rows[rows.length - 1].push("");
      } else if (place < text.length) {
        place += text.substr(place, 2) === "\r\n" ? 2 : 1;
        if (place < text.length) rows.push([]);
      }
    }
    return rows;
  };
})(window.Grid);
