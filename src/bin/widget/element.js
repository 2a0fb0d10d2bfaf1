// <keyline-story>: waits until a story comes near, then loads the widget; keeps the page as it is when that can't run.

import { Guard } from "./guard.js";

/** How far below or above the screen, in screens, a story begins to load. */
const NEAR = "100%";
/** Attributes whose change renders the story anew. */
const RENDERS_ANEW = ["src", "lang", "heading-level", "isolate"];
/** Attributes whose change the running widget follows. */
const FOLLOWED = ["order", "depth", "open"];

const isPanic = error => typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;

/** Why the widget couldn't be loaded, in a word. */
const reasonOf = error =>
  error.reason ??
  (typeof WebAssembly !== "object" ? "no-webassembly"
  : error instanceof WebAssembly.CompileError && /unsafe-eval|policy|csp/i.test(error.message) ? "csp"
  : "load");

/** One console line and one `keyline-error` event say why a story stays as it is. */
function fail(host, error, reason = reasonOf(error)) {
  console.error(`keyline: the story stays as it is (${reason}):`, error);
  const { status } = error;
  const detail = status ? { reason, status } : { reason };
  host.dispatchEvent(new CustomEvent("keyline-error", { bubbles: true, composed: true, detail }));
}

const jsonOf = story => (typeof story === "string" ? story : JSON.stringify(story));

const rootOf = host =>
  [...(host.shadowRoot?.children ?? []), ...host.children].find(child => child.matches(".keyline-root"));

/**
 * Makes the class of the element.
 *
 * `load(fresh)` resolves to the `exports` of the WebAssembly; to `style(tree)`, which puts the style sheet into a tree and
 * resolves to a function that enables it, where pages don't have it anyway; and to `words(language)`, our phrases in a language
 * that the page doesn't bring. They are the same for every story of the page, or a new instance where `fresh` says that the last
 * one panicked. It is called when the first story comes near.
 */
export function element(load) {
  const running = new Set();
  const dead = new WeakSet();
  let instance;

  const widget = fresh => {
    if (!instance || fresh) {
      const loading = (instance = Promise.resolve(fresh).then(load));
      loading.then(
        ({ exports }) => exports.on_panic(message => died(exports, message)),
        () => { if (instance === loading) instance = undefined; },
      );
    }
    return instance;
  };

  // A panic ends the instance for every story that shares it: each starts once more in a new one, from its markup.
  const died = (exports, message) => {
    dead.add(exports);
    const quiet = event => {
      // WebKit gives a page from disk no error object.
      if (!event.error || isPanic(event.error)) event.preventDefault();
    };
    addEventListener("error", quiet);
    setTimeout(() => removeEventListener("error", quiet));
    for (const host of [...running].filter(host => host.exports === exports)) host.recover(message);
  };

  class KeylineStory extends (globalThis.HTMLElement ?? Object) {
    static observedAttributes = [...RENDERS_ANEW, ...FOLLOWED];

    exports;
    #widget;
    #guard;
    #starting;
    #near;
    #given;
    /** Calls of methods that wait until the story answers. */
    #waiting = [];
    #started = false;
    #panics = 0;
    /** The root as it was before the first panic. */
    #plain;

    /** The story document. Setting it, as an object or as JSON, shows another one; what was open and has the same id stays so. */
    get story() {
      try {
        return JSON.parse(this.#given ?? this.querySelector(":scope > script[type='application/json']")?.textContent);
      } catch {}
    }

    set story(story) {
      this.#given = jsonOf(story);
      this.retry();
    }

    /** Tries again what failed, or begins anew. */
    retry() {
      if (!this.isConnected) return;
      const snapshot = this.#widget?.snapshot();
      // What is seen stays until there is something else to see: the widget removes its own nodes.
      if (this.#widget) rootOf(this)?.replaceWith(rootOf(this).cloneNode(true));
      this.#stop();
      this.#start({ fresh: snapshot !== undefined, snapshot });
    }

    goTo(id) {
      this.#call("go_to", `${id}`);
    }

    expandAll() {
      this.#call("set_all_open", true);
    }

    collapseAll() {
      this.#call("set_all_open", false);
    }

    connectedCallback() {
      // Set before the class was there.
      if (Object.hasOwn(this, "story")) {
        this.#given = jsonOf(this.story);
        delete this.story;
      }
      // In markup that a script brought, the shadow root is a template still.
      const template = this.querySelector(":scope > template[shadowrootmode]");
      if (template && !this.shadowRoot) this.attachShadow({ mode: "open" }).append(template.content);
      if (this.#starting) return;
      if (this.getAttribute("loading") === "eager" || location.hash.includes("/")) return this.#start();
      this.#near ??= new IntersectionObserver(seen => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) this.#start();
      }, { rootMargin: NEAR });
      this.#near.observe(this);
    }

    // A move is a removal and an insertion: the story ends if the element is still gone after it.
    disconnectedCallback() {
      queueMicrotask(() => {
        if (!this.isConnected) this.#stop();
      });
    }

    connectedMoveCallback() {}

    attributeChangedCallback(name, old, value) {
      if (!this.#starting || old === value) return;
      if (RENDERS_ANEW.includes(name)) this.retry();
      else this.#widget?.set_attribute(name, value ?? undefined);
    }

    /** Starts once more after a panic, from a copy of the markup, which has no listeners of the dead instance. */
    recover(message) {
      const root = rootOf(this);
      this.#stop(true);
      this.#plain ??= root;
      root?.replaceWith((this.#panics++ ? this.#plain : root).cloneNode(true));
      if (this.#panics > 1) return fail(this, message, "panic");
      console.warn("keyline: started again after", message);
      this.#start({ fresh: true, anew: true });
    }

    /** Calls a method of the widget, now or when the story answers. */
    #call(method, ...args) {
      if (this.#widget) return this.#widget[method](...args);
      this.#waiting.push([method, ...args]);
      if (this.isConnected && !this.#starting) this.#start();
    }

    async #start({ fresh = false, anew = false, snapshot } = {}) {
      const starting = (this.#starting = {});
      this.#near?.disconnect();
      const guard = (this.#guard = new Guard());
      try {
        const { exports, style, words } = await widget(anew);
        if (this.#starting !== starting) return;
        // Another story may have killed it in the meantime.
        if (dead.has(exports)) return this.#start({ fresh, anew: true, snapshot });
        this.exports = exports;
        running.add(this);
        const first = !this.#started;
        this.#started = true;
        let mounted;
        const ready = () => {
          this.#widget = mounted;
          for (const [method, ...args] of this.#waiting.splice(0)) this.#widget[method](...args);
        };
        mounted = await exports.Widget.mount(this, {
          guard, fresh, first, snapshot, ready,
          story: this.#given,
          root: rootOf(this),
          style: async tree => style?.(tree),
          words: async language => words?.(language),
        });
        if (this.#starting !== starting) mounted.unmount();
      } catch (error) {
        if (this.#starting !== starting || isPanic(error)) return;
        this.#stop(true);
        this.#starting = starting;
        const story = rootOf(this)?.firstElementChild;
        if (story) story.dataset.hydrated = "off";
        fail(this, error);
      }
    }

    #stop(dead) {
      running.delete(this);
      this.#near?.disconnect();
      if (!dead) this.#widget?.unmount();
      this.#guard?.end();
      this.#widget = this.#guard = this.#starting = this.exports = undefined;
    }
  }
  return KeylineStory;
}

/** Registers `<keyline-story>`, once. */
export function define(load) {
  if (!customElements.get("keyline-story")) customElements.define("keyline-story", element(load));
}
