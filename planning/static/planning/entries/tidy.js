// What is pasted or typed, made plain where nothing is lost by it; and a pasted block taken apart. No page is touched here.
window.Grid = {};
(function (Grid) {
  "use strict";
  var WIDE = { "．": ".", "。": ".", "－": "-", "−": "-", "＋": "+", "％": "%", "，": "," };
  var NUMBER = /^[-+]?\d+(\.\d+)?%?$/;
  var GROUPED = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?%?$/;

  // Blanks around a text go (also those that do not break); of a number only, the wide digits and the groups of three.
  Grid.tidy = function (text) {
    var trimmed = text.replace(/[\r\n\t]+/g, " ").replace(/^[\s\u00a0\u3000\u200b\ufeff]+|[\s\u00a0\u3000\u200b\ufeff]+$/g, "");
    var plain = trimmed.replace(/[\uff10-\uff19]/g, function (digit) {
      return String.fromCharCode(digit.charCodeAt(0) - 0xfee0);
    }).replace(/[．。－−＋％，]/g, function (sign) { return WIDE[sign]; });
    if (GROUPED.test(plain)) plain = plain.replace(/,/g, "");
    return NUMBER.test(plain) ? plain : trimmed;
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
