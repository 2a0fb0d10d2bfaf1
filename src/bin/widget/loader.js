// The script that a page loads to embed stories: it knows where the rest is, and by which hash.

import { define, element } from "./element.js";

export { define, element };

/**
 * Loads the widget's files: `script`, `wasm`, `sheet` and `words` by language, each with the `name` of the file, which is beside
 * `base`, and its `integrity`. Nobody checks that of what is imported or is WebAssembly unless it is asked for like this.
 */
export function loader({ script, wasm, sheet, words }, base) {
  const file = ({ name, integrity }) => ({ href: new URL(name, base).href, integrity });
  const module = file(script);
  return async () => {
    const [{ instantiate }, answer] = await Promise.all([
      preload(module).then(() => import(module.href)),
      fetch(file(wasm).href, { integrity: wasm.integrity }),
    ]);
    if (!answer.ok) throw new Error(`${wasm.name}: ${answer.status}`);
    return {
      exports: await instantiate(answer),
      style: tree => style(tree, file(sheet)),
      words: async lang => (Object.hasOwn(words, lang) ? text(file(words[lang])) : undefined),
    };
  };
}

/** Puts the sheet into a tree that has none, and waits for it; what is resolved to has it speak. */
async function style(tree, sheet) {
  let link = [...tree.querySelectorAll("link")].find(({ href }) => href === sheet.href);
  if (!link) {
    const how = { rel: "stylesheet", media: "not all", crossOrigin: "anonymous" };
    link = Object.assign(document.createElement("link"), how, sheet);
    await new Promise(done => {
      link.onload = link.onerror = done;
      (tree.head ?? tree).append(link);
    });
  }
  return () => (link.media = "");
}

async function text({ href, integrity }) {
  const answer = await fetch(href, { integrity });
  if (answer.ok) return answer.text();
}

/** Fetches a module and checks it: what is imported from there later is what was checked. */
const preload = file =>
  new Promise((done, failed) => {
    const link = Object.assign(document.createElement("link"), { rel: "modulepreload", crossOrigin: "anonymous", ...file });
    if (!link.relList.supports("modulepreload")) return done();
    link.onload = done;
    link.onerror = () => failed(new Error(`${file.href} can't be loaded, or is not what it was`));
    document.head.append(link);
  });
