// Everything in one script, for a page that holds all of it.

export { define } from "./element.js";

/** How long one waits for the first frame, in milliseconds: a page that nobody looks at has none. */
const UNSEEN = 500;

/** Once the text is to be seen. Unpacking the WebAssembly would keep it waiting. */
export const painted = () =>
  new Promise(done => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, UNSEEN);
  });
