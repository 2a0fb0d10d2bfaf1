// The script that a page loads to embed stories: it knows where the rest is, and by which hash.

import { define, element } from "./element.js";

export { define, element };

/**
 * Loads the widget's files: `script`, `wasm`, `sheet` and `words` by language, each with the `name` of the file, which is beside
 * `base`, and its `integrity`. Nobody checks that of what is imported or is WebAssembly unless it is asked for like this.
 */
export function loader({ script, wasm, sheet, words = {} }, base) {
  const file = ({ name, integrity }) => ({ href: new URL(name, base).href, integrity });
  const module = file(script);
  return async () => {
    const [{ Edge, instantiate }, answer] = await Promise.all([
      preload(module).then(() => import(module.href)),
      fetch(file(wasm).href, { integrity: wasm.integrity }),
    ]);
    if (!answer.ok) throw new Error(`${wasm.name}: ${answer.status}`);
    return {
      Edge,
      exports: await instantiate(answer),
      sheet: sheet && file(sheet),
      words: Object.fromEntries(Object.entries(words).map(([lang, words]) => [lang, file(words)])),
    };
  };
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
