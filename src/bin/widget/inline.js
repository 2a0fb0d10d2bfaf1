// The script of a page that holds everything.

export { define } from "./element.js";

/** The longest wait for the first frame, in milliseconds: a page in the background has none. */
const MAX_WAIT = 500;

/** Resolves once the text is painted: decompressing the WebAssembly would delay it. */
export const painted = () =>
  new Promise(done => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, MAX_WAIT);
  });
