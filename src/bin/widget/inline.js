// The script of a page that holds everything.

export { define } from "./element.js";

/** Resolves once the text is painted: decompressing the WebAssembly would delay it. */
export const painted = () =>
  new Promise(done => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 500); // milliseconds; a page in the background has no frames
  });
