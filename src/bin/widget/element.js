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

/** What only a browser can do for one story: links and their addresses, focus, sizes, the clipboard, and `Intl`. */
class Edge {
  #host;
  #exports;
  #page;
  #root;
  #first;
  #death;
  #life = new AbortController();
  #prefix;
  /** Links that were followed, to come back to, each with the address that it was followed from. */
  #trail = [];
  #tag;
  #formats = {};

  /** `first`: it comes to life for the first time, so that the address may move the page. `death`: why it is not alive. */
  constructor(host, exports, first, death) {
    this.#host = host;
    this.#exports = exports;
    this.#first = first;
    this.#death = death;
  }

  /** Brings the story to life: takes over what is prerendered, or renders it where there is nothing, or `fresh` says so. */
  start(fresh) {
    const json = this.#host.querySelector(":scope > script[type='application/json']");
    if (!json) throw new Error("there is no story in it");
    const words = this.#host.querySelector(":scope > .keyline-words")?.textContent;
    const stands = this.#host.querySelector(":scope > .keyline-root");
    const drawn = !!stands?.firstElementChild;
    const hydrate = !fresh && drawn;
    this.#root = stands;
    if (!hydrate) {
      this.#root = document.createElement("div");
      this.#root.className = "keyline-root";
      if (stands) stands.replaceWith(this.#root);
      else this.#host.append(this.#root);
    }
    const open = drawn && [...stands.querySelectorAll("details[open] > .keyline-body")].map(body => body.id.split("/")[1]);
    const level = parseInt(this.#host.getAttribute("heading-level")) || 2;
    const opened = open ? open.join(" ") : undefined;
    this.#page = this.#exports.start(this, this.#root, json.textContent, words, level, opened, hydrate);
    if (!this.#page) throw new Error("it is not a story");
  }

  /** Lets go of the page, and of the WebAssembly unless it is dead. */
  stop(dead) {
    this.#life.abort();
    if (!dead && this.#page) this.#exports.stop(this.#page);
  }

  mistakes(count) {
    console.warn(`keyline: ${count} ${count === 1 ? "mistake" : "mistakes"} in the story; \`keyline check\` says which`);
  }

  ready(story) {
    this.#prefix = `#${story}/`;
    const { signal } = this.#life;
    if (signal.aborted) return;
    if (this.#death) console.warn("keyline: started again after", this.#death);
    this.#root.addEventListener("click", event => this.#click(event), { signal });
    addEventListener("hashchange", () => this.#moved(), { signal });
    const strip = this.#root.querySelector(".keyline-overview");
    if (strip) {
      const sizes = new ResizeObserver(() => this.#exports.resize(this.#page, strip.clientWidth || 1));
      signal.addEventListener("abort", () => sizes.disconnect());
      sizes.observe(strip);
    }
    // The address was asked for: mark its item, and bring it into view if the browser did not.
    const id = this.#addressed();
    if (id !== undefined) this.#arrive(id, this.#first && !this.#details(this.#item(id))?.open);
  }

  focus(id) {
    this.#root.querySelector(`[data-mark="${id}"]`)?.focus({ preventScroll: true });
  }

  #act(what, id = "") {
    this.#exports.act(this.#page, what, id);
  }

  /** The id that the address names, if it is in this story. */
  #addressed() {
    let { hash } = location;
    try {
      hash = decodeURIComponent(hash);
    } catch {}
    return hash.startsWith(this.#prefix) ? hash.slice(this.#prefix.length) : undefined;
  }

  #item(id) {
    return this.#root.querySelector(`[id="${CSS.escape(this.#prefix.slice(1) + id)}"]`);
  }

  #details(item) {
    return item?.closest(".keyline-root details");
  }

  /** The address names an item. Of two with the same address the first comes into view, as the browser has it. */
  #arrive(id, may = true) {
    const item = this.#item(id);
    if (may && item && item === document.getElementById(item.id)) this.#visit(id);
    else if (this.#details(item)) this.#act("choose", id);
  }

  /** The address of something in this page. */
  #href(hash) {
    return location.href.split("#")[0] + hash;
  }

  /** Shows an address: "push" or "replace". A page that may not touch its history (a sandboxed frame) goes without. */
  #address(hash, how) {
    try {
      history[`${how}State`](history.state, "", this.#href(hash));
    } catch {}
  }

  #click(event) {
    const { target } = event;
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const summary = target.closest("summary");
    if (summary) {
      // The browser toggles it after this; the address follows what is opened.
      const details = summary.parentElement;
      const body = !details.open && details.querySelector(":scope > .keyline-body");
      if (body) this.#address(`#${body.id}`, "replace");
      return;
    }
    const link = target.closest("a[href]");
    const href = link?.getAttribute("href");
    if (!href?.startsWith(this.#prefix)) return;
    const id = href.slice(this.#prefix.length);
    if (link.hasAttribute("data-copy")) {
      // Without a clipboard (a page from an insecure place, a frame from elsewhere) the address bar shows the address instead.
      if (!navigator.clipboard) return;
      event.preventDefault();
      const [copied, refused] = [() => this.#act("copied", id), () => this.#address(href, "replace")];
      navigator.clipboard.writeText(this.#href(href)).then(copied, refused);
    } else if (this.#item(id)) {
      event.preventDefault();
      // A step to the neighbour is no journey to come back from.
      const step = link.matches(".keyline-mark, .keyline-previous, .keyline-next");
      if (!step) this.#trail.push({ link, from: location.hash });
      this.#visit(id, step ? "replace" : "push");
    }
  }

  /** The address changed without us: back, forward, or a link elsewhere on the page. */
  #moved() {
    const back = this.#trail.at(-1)?.from === location.hash && this.#trail.pop().link;
    const id = this.#addressed();
    if (id === undefined) this.#act("leave");
    else if (back) this.#act("choose", id);
    else this.#arrive(id);
    // The browser restores the scroll position; the focus is ours to bring back.
    if (back?.isConnected) back.focus({ preventScroll: true });
  }

  /** Opens an item, brings it into view, moves the focus there, and shows its address if `how` says how. */
  #visit(id, how) {
    const item = this.#item(id);
    if (!item) return;
    if (how) this.#address(this.#prefix + id, how);
    const details = this.#details(item);
    if (details) details.open = true;
    const shown = details ?? item;
    const { top, bottom } = shown.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) shown.scrollIntoView({ block: "start" });
    if (!details) item.setAttribute("tabindex", "-1");
    (details?.querySelector("summary") ?? item).focus({ preventScroll: true });
    if (details) this.#act("choose", id);
  }

  speak(tag) {
    try {
      [this.#tag] = Intl.DateTimeFormat.supportedLocalesOf(tag);
    } catch {}
    this.#tag ??= "en-GB";
  }

  /** Formatters are costly to make, and kept. */
  #format(kind, options) {
    return this.#formats[kind + JSON.stringify(options)] ??= new Intl[kind](this.#tag, options);
  }

  #dates(options) {
    return this.#format("DateTimeFormat", { ...options, calendar: "gregory", timeZone: "UTC" });
  }

  date(year, month, day, short) {
    const options = { year: "numeric" };
    if (month) options.month = short ? "short" : "long";
    if (day) options.day = "numeric";
    const parts = this.#dates(options).formatToParts(Date.UTC(year, (month || 1) - 1, day || 1, 12));
    return parts.map(({ type, value }) => type[0] + value).join("\n");
  }

  time(hour, minute) {
    return this.#dates({ timeStyle: "short" }).format((hour * 60 + minute) * 60_000);
  }

  number(number) {
    return this.#format("NumberFormat").format(number);
  }

  plural(count) {
    return this.#format("PluralRules").select(count);
  }
}

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
