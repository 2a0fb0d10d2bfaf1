// <keyline-story>: hands a story that stands in the page to the WebAssembly, and keeps the page as it was when that can't run.

import { Edge } from "./edge.js";

/** One console line and one `keyline-error` event say why a story stays plain HTML. */
function fail(host, reason, error) {
  console.error(`keyline: the story stays as it is (${reason}):`, error);
  host.dispatchEvent(new CustomEvent("keyline-error", { bubbles: true, composed: true, detail: { reason } }));
}

/** Why `load` failed, in a word. */
const reasonOf = error =>
  typeof WebAssembly !== "object" ? "no-webassembly"
  : error instanceof WebAssembly.CompileError && /unsafe-eval|policy/i.test(error.message) ? "csp"
  : "load";

/**
 * Makes the class of the element.
 *
 * `load(fresh)` resolves to the exports of the WebAssembly: the same for every story of the page, or a new instance where
 * `fresh` says that the last one died. It is called when the first story is connected.
 */
export function element(load) {
  const running = new Set();
  const dead = new WeakSet();
  let instance;

  const widget = fresh => {
    if (!instance || fresh) {
      instance = load(fresh);
      instance.then(exports => exports.on_panic(message => died(exports, message)), () => {});
    }
    return instance;
  };

  // A panic ends the instance for every story that shares it: each starts once more in a new one, from the markup it has.
  const died = (exports, message) => {
    dead.add(exports);
    const quiet = event => {
      if (event.error instanceof WebAssembly.RuntimeError) event.preventDefault();
    };
    addEventListener("error", quiet);
    setTimeout(() => removeEventListener("error", quiet));
    for (const host of [...running].filter(host => host.exports === exports)) host.recover(message);
  };

  return class KeylineStory extends HTMLElement {
    exports;
    #edge;
    #starting;
    #arrived = false;
    #panicked = false;
    #message;
    #plain;

    connectedCallback() {
      if (!this.#starting) this.#start(false);
    }

    // A move is a removal and an insertion: only what is still gone after it is gone.
    disconnectedCallback() {
      queueMicrotask(() => {
        if (!this.isConnected) this.#stop();
      });
    }

    recover(message) {
      this.#stop(true);
      const root = this.querySelector(":scope > .keyline-root");
      // A copy has none of the dead instance's listeners. What was there before the first death stays after the second.
      this.#plain ??= root;
      root?.replaceWith((this.#panicked ? this.#plain : root).cloneNode(true));
      if (this.#panicked) return fail(this, "panic", message);
      this.#panicked = true;
      this.#message = message;
      this.#start(true);
    }

    async #start(fresh, anew = fresh) {
      const starting = this.#starting = {};
      try {
        const exports = await widget(anew);
        if (this.#starting !== starting) return;
        // Another story may have killed it in the meantime.
        if (dead.has(exports)) return this.#start(fresh, true);
        this.exports = exports;
      } catch (error) {
        this.#starting = undefined;
        return fail(this, reasonOf(error), error);
      }
      running.add(this);
      this.#edge = new Edge(this, this.exports, !this.#arrived, this.#message);
      this.#arrived = true;
      try {
        this.#edge.start(fresh);
      } catch (error) {
        if (!(error instanceof WebAssembly.RuntimeError)) fail(this, "story", error);
      }
    }

    #stop(dead) {
      running.delete(this);
      this.#edge?.stop(dead);
      this.#edge = this.#starting = this.exports = undefined;
    }
  };
}

/** Registers `<keyline-story>`, once. */
export function define(load) {
  if (!customElements.get("keyline-story")) customElements.define("keyline-story", element(load));
}
