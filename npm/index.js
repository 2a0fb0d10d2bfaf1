// <keyline-story> as a class. Importing this registers nothing: `define()` does, and so does importing define.js.

import { element } from "./element.js";
import words from "./words.js";

/** The sheet of each document, which its trees share. */
const sheets = new WeakMap();

/** Adds the sheet to a tree, as an object, which no policy forbids and bundlers need not support. */
function adopt({ adoptedStyleSheets }, document, css) {
  let sheet = sheets.get(document);
  if (!sheet) {
    sheet = new document.defaultView.CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(document, sheet);
  }
  if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
}

/** Loads the widget, from files that bundlers find. */
async function load() {
  const [{ instantiate }, { default: css }, answer] = await Promise.all([
    import("./widget.js"),
    import("./sheet.js"),
    fetch(new URL("./widget.wasm", import.meta.url)),
  ]);
  if (!answer.ok) throw new Error(`widget.wasm: ${answer.status}`);
  return {
    exports: await instantiate(answer),
    style: async tree => () => adopt(tree, tree.ownerDocument ?? tree, css),
    words: async lang => (await words[lang]?.())?.default,
  };
}

/** The class of the element. It can be imported outside of a browser, but not used. */
export const KeylineStory = element(load);

/** Registers `<keyline-story>`, once; outside of a browser it does nothing. */
export function define() {
  const { customElements } = globalThis;
  if (customElements && !customElements.get("keyline-story")) customElements.define("keyline-story", KeylineStory);
}
