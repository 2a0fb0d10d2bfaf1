// Lists what a hostile story has done or contains. Input: ELEMENTS, ATTRIBUTES, stories.
const found = [];
const [story] = stories;
const say = (what, node) => found.push(`${what}: ${(node.outerHTML ?? node.data).slice(0, 160)}`);

if (stories.length !== 1) found.push(`there are ${stories.length} stories`);
if ("pwned" in window) found.push("a script has run");
if (recorded.length) found.push(`recorded: ${recorded}`);
if (location.pathname !== "/" || location.hash.length > 200) found.push(`the page is at ${location}`);
if (Object.keys(Object.prototype).length) found.push(`objects have ${Object.keys(Object.prototype)}`);
if (document.scrollingElement.scrollWidth > innerWidth) found.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
if (story.dataset.hydrated !== "on") found.push("the story is not hydrated");

const within = (inner, outer, slack) =>
  inner.left >= outer.left - slack && inner.right <= outer.right + slack &&
  inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;
const box = story.getBoundingClientRect();
const looks = new Map();
const look = element => looks.get(element) ?? (looks.set(element, getComputedStyle(element)), looks.get(element));
const isInline = element => ["inline", "contents"].includes(look(element).display);

for (const element of [story, ...story.querySelectorAll("*")]) {
  if (!ELEMENTS.includes(element.localName)) say("a foreign element", element);
  if (element.shadowRoot) say("a shadow root", element);
  for (const { name, value } of element.attributes) {
    const ours = ATTRIBUTES.includes(name) || (name === "style" && element.matches(".keyline-preview"));
    if (!ours) say(`a foreign attribute ${name}`, element);
    const url = URL.canParse(value, location) && new URL(value, location);
    if (name === "href" && !(url && (value.startsWith("#") || /^(https?|mailto):$/.test(url.protocol)))) say("leads away", element);
    if (name === "src" && url.host !== location.host && !value.startsWith("data:image/")) say("asks elsewhere", element);
  }
  if (element.closest(".keyline-live-region") || !element.checkVisibility()) continue;
  const rect = element.getBoundingClientRect();
  // The strip's texts may be longer than the strip; the story clips them.
  if (element.closest(".keyline-strip") && look(story).overflowX === "clip") continue;
  // On a phone, the contents are one row that scrolls.
  if (element.closest(".keyline-contents li")) continue;
  if (rect.width && rect.height && !within(rect, box, 1)) say("leaves the story", element);
  // Adjacent inline elements keep the order of the text: bidi controls affect only their own element.
  const next = element.nextElementSibling;
  if (next && look(story).direction === "ltr" && !element.closest("svg") && isInline(element) && isInline(next)) {
    for (const a of element.getClientRects()) {
      for (const b of next.getClientRects()) {
        const middle = (b.top + b.bottom) / 2;
        if (a.top < middle && middle < a.bottom && b.left < a.right - 1) say("was turned around", element);
      }
    }
  }
}

const walker = document.createTreeWalker(story, NodeFilter.SHOW_TEXT);
const range = document.createRange();
for (let text = walker.nextNode(); text; text = walker.nextNode()) {
  let block = text.parentElement;
  if (block.closest("svg, .keyline-live-region, .keyline-implied") || !block.checkVisibility()) continue;
  while (block !== story && isInline(block)) block = block.parentElement;
  range.selectNodeContents(text);
  const outer = block.getBoundingClientRect();
  for (const rect of range.getClientRects()) {
    // Letters may be higher than their line, but not wider.
    if (rect.width && (rect.left < outer.left - 2 || rect.right > outer.right + 2)) {
      say("leaves its block", text);
      break;
    }
  }
}
return found;
