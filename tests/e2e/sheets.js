// Lists what isn't usable of a story in the page's own tree. Input: `own`, the width of the page without the story.
const found = [];
const story = document.querySelector("keyline-story .keyline");
const say = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 120)}`);

const wide = document.scrollingElement.scrollWidth;
if (wide > Math.max(own, innerWidth)) found.push(`the page is ${wide} wide, without the story ${own}`);

// Computed colors as bytes: red, green, blue, alpha.
const brush = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
const mixed = new Map();
const color = text => {
  if (!mixed.has(text)) {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = text;
    brush.fillRect(0, 0, 1, 1);
    mixed.set(text, [...brush.getImageData(0, 0, 1, 1).data]);
  }
  return mixed.get(text);
};
const luminance = rgb => {
  const [r, g, b] = rgb.map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
const ground = element => {
  for (; element; element = element.parentElement) {
    const [r, g, b, opacity] = color(getComputedStyle(element).backgroundColor);
    if (opacity === 255) return [r, g, b];
  }
  return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
};
/** Whether a box is clipped by an ancestor of its element. */
const isCut = (rect, element) => {
  for (; element !== story.parentElement; element = element.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (overflowX !== "visible" && (rect.left < box.left - 2 || rect.right > box.right + 2)) return true;
    if (overflowY !== "visible" && (rect.top < box.top - 2 || rect.bottom > box.bottom + 2)) return true;
  }
};

// Texts are visible, and none overlaps another. The contents scroll on a phone.
const lines = [];
const walker = document.createTreeWalker(story, NodeFilter.SHOW_TEXT);
const range = document.createRange();
for (let text = walker.nextNode(); text; text = walker.nextNode()) {
  const element = text.parentElement;
  if (!text.data.trim() || element.closest("svg, .keyline-live-region, .keyline-skip, .keyline-implied, [hidden], .keyline-contents, button[aria-disabled]") || !element.checkVisibility({ contentVisibilityAuto: false })) continue;
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
    say("is not seen", element);
    continue;
  }
  range.selectNodeContents(text);
  const rects = [...range.getClientRects()].filter(({ width, height }) => width && height);
  if (!rects.length) say("has no box", element);
  const ratio = contrast(luminance(color(getComputedStyle(element).color).slice(0, 3)), luminance(ground(element)));
  if (ratio < 4.5) say(`has a contrast of ${ratio.toFixed(1)}`, element);
  if (parseFloat(getComputedStyle(element).fontSize) < 11) say("is too small", element);
  for (const rect of rects) {
    if (rect.left + scrollX < -1 || rect.right + scrollX > Math.max(own, innerWidth) + 1) say("is outside of the page", element);
    if (isCut(rect, element)) say("is cut", element);
    // Letters are less high than their line.
    const slack = rect.height * 0.16;
    lines.push({ element, left: rect.left + 1, right: rect.right - 1, top: rect.top + slack, bottom: rect.bottom - slack });
  }
}
lines.sort((a, b) => a.top - b.top);
lines.forEach((a, index) => {
  for (const b of lines.slice(index + 1)) {
    if (b.top >= a.bottom) break;
    const apart = a.element === b.element || b.left >= a.right || b.right <= a.left;
    if (!apart) say(`lies on ${a.element.outerHTML.slice(0, 80)}`, b.element);
  }
});
if (lines.length < 80) found.push(`only ${lines.length} lines are seen`);

// Headings are bold, and smaller with each level; cards have room above.
{
  const [title, heading, name, prose] = [".keyline-title", ".keyline-heading", ".keyline-name", ".keyline-prose"].map(part => story.querySelector(part));
  const look = element => getComputedStyle(element);
  const size = element => parseFloat(look(element).fontSize);
  if (!(size(title) > size(heading) && size(heading) >= size(name))) found.push(`sizes: ${[title, heading, name].map(size)}`);
  for (const element of [title, heading, name]) if (look(element).fontWeight <= look(prose).fontWeight) say("is not bold", element);
  for (const card of story.querySelectorAll(".keyline-card")) if (parseFloat(look(card.firstChild).paddingTop) < 8) say("has no room above", card);
}

// The pointer target of a mark. In Firefox the box of a nested SVG starts at that SVG's corner.
const target = mark => mark.querySelector(".keyline-target") ?? mark;

// The strip is drawn.
{
  const svg = story.querySelector(".keyline-strip");
  const box = svg.getBoundingClientRect();
  if (box.width < 200 || box.height < 60) say(`is ${box.width} × ${box.height}`, svg);
  const marks = [...svg.querySelectorAll(".keyline-mark, .keyline-cluster")];
  if (marks.length < 3) found.push(`${marks.length} marks`);
  for (const mark of marks) {
    const rect = target(mark).getBoundingClientRect();
    const shape = mark.querySelector(".keyline-point, .keyline-bar, .keyline-box");
    const { fill, stroke } = getComputedStyle(shape);
    if (rect.width < 20 || rect.height < 20) say(`is ${rect.width} × ${rect.height}`, mark);
    if (rect.left < box.left - 20 || rect.right > box.right + 20 || rect.top < box.top - 4 || rect.bottom > box.bottom + 4) say("is outside of the strip", mark);
    const ratios = [fill, stroke].map(paint => paint === "none" ? 1 : contrast(luminance(color(paint).slice(0, 3)), luminance(ground(svg))));
    if (Math.max(...ratios) < 3) say(`is painted ${fill}, ${stroke}`, mark);
  }
}

// Controls are on top at their place.
for (const control of story.querySelectorAll("button, input, summary, .keyline-mark, .keyline-contents a, .keyline-foot a")) {
  if (control.disabled || !control.checkVisibility({ visibilityProperty: true })) continue;
  control.scrollIntoView({ block: "center", behavior: "instant" });
  const [{ left, top, width, height }] = target(control).getClientRects();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  if (!control.contains(hit) && !hit?.closest(".keyline-mark")) say(`lies below ${hit?.outerHTML.slice(0, 80)}`, control);
  if (control.matches("button, input, summary") && (height < 24 || width < 24)) say(`is ${width} × ${height}`, control);
}
return found;
