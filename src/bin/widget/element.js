// <keyline-story>: loads the widget when a story comes near the screen. Where it can't run, the page stays as it is.

import { Guard } from "./guard.js";

/** Attributes whose change renders the story anew. */
const RENDERS_ANEW = ["src", "lang", "heading-level", "max-events", "isolate"];
/** Attributes whose change the running widget follows. */
const FOLLOWED = ["order", "depth", "open", "address", "show", "header"];

const isPanic = error => typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;

/** The `reason` for which the widget couldn't be loaded. */
const reasonOf = error =>
  error.reason ??
  (typeof WebAssembly !== "object" ? "no-webassembly"
  : error instanceof WebAssembly.CompileError && /unsafe-eval|policy|csp/i.test(error.message) ? "csp"
  : "load");

/** Hides the controls of a story that stays as it is; reports why to the console and by a `keyline-error` event. */
function fail(host, error, reason = reasonOf(error)) {
  const story = rootOf(host)?.firstElementChild;
  if (story) story.dataset.hydrated = "off";
  console.error(`keyline: the story stays as it is (${reason}):`, error);
  const detail = error.status ? { reason, status: error.status } : { reason };
  host.dispatchEvent(new CustomEvent("keyline-error", { bubbles: true, composed: true, detail }));
}

const jsonOf = story => (typeof story === "string" ? story : JSON.stringify(story));
const rootOf = host =>
  [...(host.shadowRoot?.children ?? []), ...host.children].find(child => child.matches(".keyline-root"));

/** Whether a story may read and change the page's address: a router's address is left alone. */
const ownsAddress = host => host.getAttribute("address") !== "off" && !/^#[/!]/.test(location.hash);

/** Follows a link to an item, unless the widget has, where the browser would leave the page or a router's fragment. */
function follow(event) {
  const browserCanFollow = ownsAddress(this) && document.baseURI.split("#")[0] === location.href.split("#")[0];
  const link = !browserCanFollow && event.composedPath()[0].closest(".keyline-root a[href*='#']:not([rel], [target])");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const item = link.getRootNode().getElementById(link.getAttribute("href").split("#")[1]);
  if (item && ownsAddress(this)) location.hash = item.id;
  for (let box = item; (box = box?.closest("details")); box = box.parentElement) box.open = true;
  item?.scrollIntoView();
  item?.parentElement.querySelector(":scope > summary")?.focus();
}

/**
 * Makes the class of the element.
 *
 * `load(fresh)` loads the widget when the first story comes near, and with `fresh` a new instance after a panic. It
 * resolves to the WebAssembly's `exports` and, optionally, to `style(tree)`, which adds the style sheet to a tree and
 * resolves to a function that enables it, and `words(language)`, which resolves to our phrases in a language.
 */
export function element(load) {
  /** The exports that each running story uses. */
  const running = new Map();
  const panicked = new WeakSet();
  let instance;

  const widget = fresh => {
    if (instance && !fresh) return instance;
    const loading = (instance = Promise.resolve(fresh).then(load));
    const forget = () => { if (instance === loading) instance = undefined; };
    loading.then(({ exports }) => exports.on_panic(message => onPanic(exports, message)), forget);
    return loading;
  };

  // A panic ends the instance for every story that shares it: each starts once more in a new one, from its markup.
  const onPanic = (exports, message) => {
    panicked.add(exports);
    // WebKit gives a page from disk no error object.
    const suppress = event => (!event.error || isPanic(event.error)) && event.preventDefault();
    addEventListener("error", suppress);
    setTimeout(() => removeEventListener("error", suppress));
    for (const [host, used] of [...running]) if (used === exports) host.recover(message);
  };

  class KeylineStory extends (globalThis.HTMLElement ?? Object) {
    static observedAttributes = [...RENDERS_ANEW, ...FOLLOWED];

    /** The guard, the snapshot, attributes `changed` since it was taken, the mounted widget, and if that `answers`. */
    #run;
    #near;
    #json;
    /** Calls of methods before the story answers. */
    #waiting = [];
    /** Whether a widget has been mounted: the root may then differ from what was prerendered. */
    #started = false;
    #panics = 0;
    /** A copy of the root at the first panic. */
    #beforePanic;

    /** The story document. Set it, to an object or to JSON, to show another one; items with the same ids stay open. */
    get story() {
      try {
        return JSON.parse(this.#json ?? this.querySelector(":scope > script[type='application/json']")?.textContent);
      } catch {}
    }

    set story(story) {
      this.#json = jsonOf(story);
      this.retry();
    }

    /** Tries again what failed, or begins anew. */
    retry() {
      if (!this.isConnected) return;
      const { snapshot, changed } = this.#run?.answers ? { snapshot: this.#run.widget.snapshot() } : (this.#run ?? {});
      // The widget removes its own nodes: a copy stays until the new ones are there.
      if (this.#started) rootOf(this)?.replaceWith(rootOf(this).cloneNode(true));
      this.#stop();
      this.#panics = 0;
      this.#start({ snapshot, changed });
    }

    goTo(id) { this.#call("go_to", `${id}`); }
    expandAll() { this.#call("set_all_open", true); }
    collapseAll() { this.#call("set_all_open", false); }

    connectedCallback() {
      // The property was set before the class was defined.
      if (Object.hasOwn(this, "story")) {
        this.#json = jsonOf(this.story);
        delete this.story;
      }
      this.addEventListener("click", follow);
      // In markup that a script inserted, the shadow root is still a template.
      const template = this.querySelector(":scope > template[shadowrootmode]");
      if (template && !this.shadowRoot) this.attachShadow({ mode: "open" }).append(template.content);
      if (this.#run) return;
      const named = ownsAddress(this) && location.hash.includes("/");
      if (named || this.getAttribute("loading") === "eager") return this.#start();
      const near = seen => seen.some(({ isIntersecting }) => isIntersecting) && this.#start();
      this.#near ??= new IntersectionObserver(near, { rootMargin: "100%" }); // a screen away
      this.#near.observe(this);
    }

    // A move is a removal and an insertion: the story ends if the element is still gone after it.
    connectedMoveCallback() {}
    disconnectedCallback() {
      queueMicrotask(() => {
        if (this.isConnected) return;
        // Yew keeps its root, which would keep this element.
        const root = this.#run?.widget && rootOf(this);
        this.#stop();
        root?.replaceWith(root.cloneNode());
      });
    }

    attributeChangedCallback(name, old, value) {
      if (!this.#run || old === value) return;
      if (RENDERS_ANEW.includes(name)) this.retry();
      else if (this.#run.answers) this.#run.widget.set_attribute(name, value ?? undefined);
      else if (this.#run.snapshot && name !== "address") this.#run.changed.push([name, value]); // A start reads that.
    }

    /** Starts once more after a panic, from a copy of the markup, which has no listeners of that instance. */
    recover(message) {
      const root = rootOf(this);
      this.#stop(true);
      if (!this.#panics) this.#beforePanic = root?.cloneNode(true);
      root?.replaceWith(this.#beforePanic.cloneNode(true));
      if (this.#panics++) return fail(this, message, "panic");
      this.#start({ newInstance: true, panic: message });
    }

    /** Calls a method of the widget, now or when the story answers. */
    #call(method, ...args) {
      if (this.#run?.answers) return this.#run.widget[method](...args);
      this.#waiting.push([method, ...args]);
      if (this.isConnected && !this.#run) this.#start();
    }

    async #start({ newInstance = false, snapshot, changed = [], panic } = {}) {
      this.#near?.disconnect();
      const run = (this.#run = { guard: new Guard(), snapshot, changed });
      try {
        const { exports, style = async () => {}, words = async () => {} } = await widget(newInstance);
        if (this.#run !== run) return;
        // Another story may have panicked in the meantime.
        if (panicked.has(exports)) return this.#start({ newInstance: true, snapshot, changed, panic });
        running.set(this, exports);
        const fresh = this.#started;
        this.#started = true;
        // Rust calls `ready` during the mount, so it waits for the mount's result.
        const ready = async () => {
          await mounting;
          if (this.#run !== run) return;
          run.answers = true;
          if (panic) console.warn("keyline: started again after", panic);
          for (const [name, value] of changed) run.widget.set_attribute(name, value ?? undefined);
          for (const [method, ...args] of this.#waiting.splice(0)) run.widget[method](...args);
        };
        const mounting = exports.Widget.mount(this, {
          fresh, snapshot, ready, style, words, ownsAddress, guard: run.guard, story: this.#json, root: rootOf(this),
        });
        run.widget = await mounting;
        if (this.#run !== run) run.widget.unmount();
      } catch (error) {
        if (this.#run !== run || isPanic(error)) return;
        this.#stop(true);
        this.#run = run;
        fail(this, error);
      }
    }

    #stop(hasPanicked) {
      running.delete(this);
      this.#near?.disconnect();
      if (!hasPanicked) this.#run?.widget?.unmount();
      this.#run?.guard.end();
      this.#run = undefined;
    }
  }
  return KeylineStory;
}

/** Registers `<keyline-story>`, once. */
export function define(load) {
  if (!customElements.get("keyline-story")) customElements.define("keyline-story", element(load));
}
