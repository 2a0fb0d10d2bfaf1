// <keyline-story>: hands a story that stands in the page to the WebAssembly, and keeps the page as it was when that can't run.

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
    addEventListener("error", event => {
      if (event.error instanceof WebAssembly.RuntimeError) event.preventDefault();
    }, { once: true });
    for (const host of [...running].filter(host => host.exports === exports)) host.recover(message);
  };

  return class KeylineStory extends HTMLElement {
    exports;
    #life;
    #panicked = false;

    connectedCallback() {
      if (!this.#life) this.#start(false);
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
      // A copy has none of the dead instance's listeners.
      root?.replaceWith(root.cloneNode(true));
      if (this.#panicked) return fail(this, "panic", message);
      this.#panicked = true;
      console.warn("keyline: starting again after", message);
      this.#start(true);
    }

    async #start(fresh) {
      const life = this.#life = new AbortController();
      let exports;
      try {
        exports = await widget(fresh);
      } catch (error) {
        this.#life = undefined;
        return fail(this, reasonOf(error), error);
      }
      if (life.signal.aborted) return;
      this.exports = exports;
      running.add(this);
      try {
        exports.start(this, life.signal, fresh);
      } catch (error) {
        if (!(error instanceof WebAssembly.RuntimeError)) fail(this, "story", error);
      }
    }

    #stop(dead = false) {
      if (running.delete(this) && !dead) this.exports.stop(this);
      this.#life?.abort();
      this.#life = this.exports = undefined;
    }
  };
}

/** Registers `<keyline-story>`, once. */
export function define(load) {
  if (!customElements.get("keyline-story")) customElements.define("keyline-story", element(load));
}
