// <keyline-story> as a class. Importing this registers nothing: `define()` does, and so does the module beside it.

import { element } from "./element.js";
import words from "./words.js";

/** The sheet, once for all the trees of a document that have it. */
const sheets = new WeakMap();

/** Puts the sheet into a tree: as an object, which no policy forbids and no bundler has to know of. */
function adopt({ adoptedStyleSheets }, document, css) {
  let sheet = sheets.get(document);
  if (!sheet) {
    sheet = new document.defaultView.CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(document, sheet);
  }
  if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
}

/** Loads what brings stories to life. Bundlers see which files these are. */
async function load() {
  const [{ instantiate }, { default: css }, answer] = await Promise.all([
    import("./widget.js"),
    import("./sheet.js"),
    fetch(new URL("./widget.wasm", import.meta.url)),
  ]);
  if (!answer.ok) throw new Error(`widget.wasm: ${answer.status}`);
  return {
    exports: await instantiate(answer),
    style: tree => () => adopt(tree, tree.ownerDocument ?? tree, css),
    words: async lang => (await words[lang]?.())?.default,
  };
}

/** The class of the element. Outside of a browser there is nothing that it extends, and it can't be used. */
export const KeylineStory = element(load);

/** Registers `<keyline-story>`, once; outside of a browser it does nothing. */
export function define() {
  const { customElements } = globalThis;
  if (customElements && !customElements.get("keyline-story")) customElements.define("keyline-story", KeylineStory);
}
