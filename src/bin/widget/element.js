// <keyline-story>: waits until a story comes near, then loads what brings it to life; keeps the page as it was when that can't run.

/** How far below or above the screen, in screens, a story begins to load. */
const NEAR = "100%";
/** What can be done before a story lives: it is done as soon as it does. */
const METHODS = ["goTo", "expandAll", "collapseAll"];
/** What a change of takes another drawing. */
const ANEW = ["src", "lang", "heading-level", "isolate"];

/** One console line and one `keyline-error` event say why a story stays as it is. */
function fail(host, error, reason = reasonOf(error)) {
  console.error(`keyline: the story stays as it is (${reason}):`, error);
  const { status } = error;
  const detail = status ? { reason, status } : { reason };
  host.dispatchEvent(new CustomEvent("keyline-error", { bubbles: true, composed: true, detail }));
}

/** Why the widget couldn't be loaded, in a word. */
const reasonOf = error =>
  error.reason ??
  (typeof WebAssembly !== "object" ? "no-webassembly"
  : error instanceof WebAssembly.CompileError && /unsafe-eval|policy|csp/i.test(error.message) ? "csp"
  : "load");

const isPanic = error => typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;

const jsonOf = story => (typeof story === "string" ? story : JSON.stringify(story));

const rootOf = host =>
  [...(host.shadowRoot?.children ?? []), ...host.children].find(child => child.matches(".keyline-root"));

/**
 * Makes the class of the element.
 *
 * `load(fresh)` resolves to `Edge` and the `exports` of the WebAssembly; to `style`, which puts the sheet into a tree and resolves to
 * a function that lets it speak, where pages don't have it anyway; and to `words`, our words in a language that the page doesn't bring. They are the same for every story of the
 * page, or a new instance where `fresh` says that the last one died. It is called when the first story comes near.
 */
export function element(load) {
  const running = new Set();
  const dead = new WeakSet();
  let instance;

  const widget = fresh => {
    if (!instance || fresh) {
      const loading = instance = Promise.resolve(fresh).then(load);
      loading.then(
        ({ exports }) => exports.on_panic(message => died(exports, message)),
        () => { if (instance === loading) instance = undefined; },
      );
    }
    return instance;
  };

  // A panic ends the instance for every story that shares it: each starts once more in a new one, from the markup it has.
  const died = (exports, message) => {
    dead.add(exports);
    const quiet = event => {
      // WebKit tells a page from disk nothing of its errors.
      if (!event.error || isPanic(event.error)) event.preventDefault();
    };
    addEventListener("error", quiet);
    setTimeout(() => removeEventListener("error", quiet));
    for (const host of [...running].filter(host => host.exports === exports)) host.recover(message);
  };

  class KeylineStory extends (globalThis.HTMLElement ?? Object) {
    static observedAttributes = [...ANEW, "order", "depth", "open"];

    exports;
    #edge;
    #starting;
    #near;
    #given;
    #asked = [];
    #arrived = false;
    #panicked = false;
    #message;
    #plain;

    /** The story document. Setting it, as an object or as JSON, shows another one; what was open and has the same id stays so. */
    get story() {
      const json = this.#given ?? this.#edge?.json ?? this.querySelector(":scope > script[type='application/json']")?.textContent;
      try {
        return JSON.parse(json);
      } catch {}
    }

    set story(story) {
      this.#given = jsonOf(story);
      this.retry();
    }

    /** Tries again what failed, or begins anew. */
    retry() {
      if (!this.isConnected) return;
      const kept = this.#edge?.kept();
      // What is seen stays until there is something else to see: the WebAssembly takes its own nodes away.
      if (kept) rootOf(this).replaceWith(rootOf(this).cloneNode(true));
      this.#stop();
      this.#start(!!kept, false, kept);
    }

    connectedCallback() {
      // Set before there was a class to hear of it.
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

    // A move is a removal and an insertion: only what is still gone after it is gone.
    disconnectedCallback() {
      queueMicrotask(() => {
        if (!this.isConnected) this.#stop();
      });
    }

    connectedMoveCallback() {}

    attributeChangedCallback(name, old, now) {
      if (!this.#starting || old === now) return;
      if (ANEW.includes(name)) this.retry();
      else this.#edge?.changed(name);
    }

    ask(what, ...how) {
      if (this.#edge?.alive) return this.#edge[what](...how);
      this.#asked.push([what, ...how]);
      if (this.isConnected && !this.#starting) this.#start();
    }

    recover(message) {
      const root = rootOf(this);
      this.#stop(true);
      // A copy has none of the dead instance's listeners. What was there before the first death stays after the second.
      this.#plain ??= root;
      root?.replaceWith((this.#panicked ? this.#plain : root).cloneNode(true));
      if (this.#panicked) return fail(this, message, "panic");
      this.#panicked = true;
      this.#message = message;
      this.#start(true, true);
    }

    async #start(fresh = false, anew = fresh, kept) {
      const starting = this.#starting = {};
      this.#near?.disconnect();
      try {
        const loaded = await widget(anew);
        if (this.#starting !== starting) return;
        // Another story may have killed it in the meantime.
        if (dead.has(loaded.exports)) return this.#start(fresh, true, kept);
        this.exports = loaded.exports;
        running.add(this);
        this.#edge = new loaded.Edge(this, loaded, {
          first: !this.#arrived,
          death: this.#message,
          given: this.#given,
          kept,
          ready: () => this.#asked.splice(0).forEach(what => this.ask(...what)),
        });
        this.#arrived = true;
        await this.#edge.start(fresh, rootOf(this));
      } catch (error) {
        if (this.#starting !== starting || isPanic(error)) return;
        running.delete(this);
        this.#edge?.stop();
        this.#edge = undefined;
        const story = rootOf(this)?.firstElementChild;
        if (story) story.dataset.hydrated = "off";
        fail(this, error);
      }
    }

    #stop(dead) {
      running.delete(this);
      this.#near?.disconnect();
      this.#edge?.stop(dead);
      this.#edge = this.#starting = this.exports = undefined;
    }
  }
  for (const name of METHODS) {
    KeylineStory.prototype[name] = function (...how) {
      this.ask(name, ...how);
    };
  }
  return KeylineStory;
}

/** Registers `<keyline-story>`, once. */
export function define(load) {
  if (!customElements.get("keyline-story")) customElements.define("keyline-story", element(load));
}
