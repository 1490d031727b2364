"""What a page looks like to a person, measured in the browser: contrast, overflow, tables, focus."""

from typing import Any

from playwright.sync_api import Page

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3 (AA) for text of ordinary size."""
LEAST_CONTRAST_OF_LARGE_TEXT = 3.0
"""Same place: from 24 px, or bold from 18.66 px."""

# Texts with their ink and the first ground that is not transparent, as sRGB; what nobody sees is left out.
PAINTED = """() => {
  const parse = text => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3])).concat(1);
  const light = c => { const v = c.slice(0, 3).map(x => x / 255).map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
  const ground = element => {
    let layers = [];
    for (let one = element; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const found = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("svg, script, option, :disabled, .skip")) continue;
    if (!element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const key = [element.tagName, element.className, style.color, (element.closest("[class]") || element).className].join("|");
    if (found.has(key)) continue;
    const back = ground(element), ink = over(parse(style.color), back);
    const [high, low] = [light(ink), light(back)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 700;
    found.set(key, { text: walker.currentNode.data.trim().slice(0, 30), contrast: (high + 0.05) / (low + 0.05),
                     large: size >= 24 || (bold && size >= 18.66) });
  }
  return [...found.values()];
}"""

TABLES_WITHOUT_HEAD = """() => [...document.querySelectorAll("table")]
  .filter(table => table.getClientRects().length && !table.querySelector("th"))
  .map(table => table.innerText.slice(0, 60))"""

# Text in a box that hides what does not fit, and a heading that runs into the next one.
CUT_OFF = """() => [...document.querySelectorAll("main *, .nav *")]
  .filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1 && !one.closest("input, select, svg, .sr")
      && (one.tagName === "TH" || !one.closest(".scroll") && ["hidden", "clip"].includes(getComputedStyle(one).overflowX)))
  .map(one => one.outerHTML.slice(0, 100))"""

# Figures that stand on more than one line.
BROKEN_FIGURES = """() => {
  const found = [], range = document.createRange();
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.parentElement.closest("td, th") || !text.parentElement.getClientRects().length) continue;
    for (const figure of text.data.matchAll(/[-+]?\\d[\\d.,%]*/g)) {
      range.setStart(text, figure.index);
      range.setEnd(text, figure.index + figure[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(figure[0]);
    }
  }
  return found;
}"""

FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return { place: (one.closest("form.filters") ? "filters " : "") + one.tagName.toLowerCase() + "." + one.className,
           text: one.innerText || "", name: one.name || "", visible: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
           ring: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none" };
}"""


def pale_texts(page: Page) -> list[str]:
    """Texts that are too faint on their ground, with their contrast."""
    faint = []
    for found in page.evaluate(PAINTED):
        least = LEAST_CONTRAST_OF_LARGE_TEXT if found["large"] else LEAST_CONTRAST
        if found["contrast"] < least:
            faint.append(f"{found['text']} {found['contrast']:.2f}")
    return faint


def broken_figures(page: Page) -> list[str]:
    """The figures in tables that are broken over two lines."""
    return list(page.evaluate(BROKEN_FIGURES))


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def tables_without_head(page: Page) -> list[str]:
    """The beginnings of visible tables that have no header cell."""
    return list(page.evaluate(TABLES_WITHOUT_HEAD))


def cut_off(page: Page) -> list[str]:
    """Elements whose text is wider than the box that hides the rest."""
    return list(page.evaluate(CUT_OFF))


def focused(page: Page) -> dict[str, Any]:
    """What has the focus: place, text, name, whether it is in sight and has a ring."""
    return dict(page.evaluate(FOCUSED))
