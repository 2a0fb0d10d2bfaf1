// Everything in one script, for a page that holds all of it.

export { define } from "./element.js";
export { Edge } from "./edge.js";
