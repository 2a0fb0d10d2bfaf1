// The script that a page loads to embed stories. It is given the names and hashes of the other files.

export { define, element } from "./element.js";

/**
 * Returns the function that loads the widget's `script`, `wasm` and `sheet`, and `words` by language. Each is the
 * `name` of a file beside `base`, with its `integrity`: browsers check modules and WebAssembly only on request.
 */
export function loader({ script, wasm, sheet, words }, base) {
  const file = ({ name, integrity }) => ({ href: new URL(name, base).href, integrity });
  // A style that the page's policy refuses has no sheet: the file replaces it before the widget loads.
  for (const { shadowRoot } of document.querySelectorAll("keyline-story")) {
    const tree = shadowRoot ?? document;
    if (tree.querySelector(".keyline-sheet")?.sheet === null) style(tree, file(sheet)).catch(console.error);
  }
  return async () => {
    const [{ instantiate }, response] = await Promise.all([importModule(file(script)), get(file(wasm))]);
    return {
      exports: await instantiate(response),
      style: tree => style(tree, file(sheet)),
      words: async lang => Object.hasOwn(words, lang) ? (await get(file(words[lang]))).text() : undefined,
    };
  };
}

async function get({ href, integrity }) {
  const response = await fetch(href, { integrity });
  if (!response.ok) throw new Error(`${href}: ${response.status}`);
  return response;
}

/** Imports a module that was checked: the browser keeps what it has preloaded. */
async function importModule(file) {
  const { relList } = document.createElement("link");
  if (relList.supports("modulepreload")) await addLink(document.head, { rel: "modulepreload", ...file });
  return import(file.href);
}

/** Adds the sheet to a tree that has none, inline or linked. Resolves to a function that enables it. */
async function style(tree, file) {
  const inline = tree.querySelector(".keyline-sheet");
  const present = inline?.sheet ? inline : [...tree.querySelectorAll("link")].find(({ href }) => href === file.href);
  const media = inline ? "" : "not all";
  const element = present ?? await addLink(tree.head ?? tree, { rel: "stylesheet", media, ...file });
  return () => (element.media = "");
}

/** Adds a link, and waits until it has loaded. */
function addLink(parent, attributes) {
  const link = Object.assign(document.createElement("link"), { crossOrigin: "anonymous", ...attributes });
  return new Promise((resolve, reject) => {
    link.onload = () => resolve(link);
    link.onerror = () => reject(new Error(`${link.href} can't be loaded, or its hash is another`));
    parent.append(link);
  });
}
