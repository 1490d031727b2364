// What the page says: the line beside a cell, its state, and the panel below the table. Only text, never markup.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  var about = document.getElementById("about"), report = document.getElementById("report");

  function fill() {
    about.parentNode.classList.toggle("filled", Boolean(about.firstChild || report.firstChild));
  }
  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }
  Grid.button = function (text, act, title) {
    var made = element("button", text, "btn small");
    made.type = "button";
    if (title) made.title = title;
    made.addEventListener("click", act);
    return made;
  };

  Grid.say = function (row, words) {
    var line = row.querySelector(".say"), list = row.querySelector(".words");
    line.textContent = words.length ? words[0].sentence : "";
    line.title = line.textContent;
    line.className = "say " + (words.length ? words[0].tone : "");
    list.textContent = "";
    words.forEach(function (word) {
      var item = element("li", word.sentence, word.tone);
      item.dataset.suggestion = word.suggestion;
      list.appendChild(item);
    });
  };

  // The two buttons of a cell that somebody else changed, or that is locked by now: the clerk decides.
  Grid.ask = function (row, sentence, buttons) {
    var line = row.querySelector(".say");
    line.className = "say choice bad";
    line.textContent = "";
    var words = element("span", sentence);
    words.title = sentence;
    line.appendChild(words);
    buttons.forEach(function (button) { line.appendChild(button); });
  };

  Grid.saving = function (row, kind, text) {
    var place = row.querySelector(".save");
    place.textContent = text;
    place.title = text;
    place.className = "save " + kind;
  };

  Grid.about = function (row) {
    about.textContent = "";
    var choice = row && row.querySelector(".say.choice span");
    if (row && (choice || row.dataset.locked || row.querySelector(".words li"))) about.appendChild(element("b", row.dataset.name));
    fill();
    if (!about.firstChild) return;
    if (choice) about.appendChild(element("p", choice.title, "bad"));
    row.querySelectorAll(".words li").forEach(function (word) {
      var line = element("p", word.textContent, word.className);
      var input = Grid.input(row, "text");
      if (word.dataset.suggestion && !input.readOnly) {
        line.appendChild(Grid.button("改为 " + word.dataset.suggestion, function () {
          Grid.change([{ input: input, to: word.dataset.suggestion }]);
          input.focus();
        }));
      }
      about.appendChild(line);
    });
    if (row.dataset.locked) about.appendChild(element("p", "已锁定：" + row.dataset.locked, "quiet"));
  };

  // What a paste or an undo did, until it is put away.
  Grid.report = function (title, lines) {
    report.textContent = "";
    var head = element("b", title);
    report.appendChild(head);
    report.appendChild(Grid.button("知道了", function () { report.textContent = ""; fill(); }));
    lines.forEach(function (line) { report.appendChild(element("p", line)); });
    fill();
  };

  Grid.count = function (counts) {
    document.querySelectorAll("[data-count]").forEach(function (place) {
      var figure = counts[place.dataset.count];
      if (figure !== undefined) place.textContent = String(figure);
    });
  };
})(window.Grid);
