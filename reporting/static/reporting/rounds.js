// A round asks the plans of its years: with another year their boxes are ticked, and no others.
document.addEventListener("change", (event) => {
  if (event.target.name !== "years") return;
  const years = Array.from(document.querySelectorAll("input[name=years]:checked"), (one) => Number(one.value));
  document.querySelectorAll("input[name=plans]").forEach((box) => {
    box.checked = years.some((year) => box.dataset.first <= year && year <= box.dataset.last);
  });
}, true);
