// One story in its page: what the reader does goes to the WebAssembly, and what only a browser can do is done here.

import { Finder } from "./finder.js";
import { Formats } from "./intl.js";
import { Strip } from "./strip.js";

/** Nearer to the top than this, in CSS pixels, an item is brought into view. */
const EDGE = 8;

/** How long one waits for a story from elsewhere, in milliseconds. */
const SILENCE = 30_000;

const idOf = body => body.id.split("/")[1];

/** The ids of the items that are open. */
const opened = root => [...root.querySelectorAll("details[open] > .keyline-body")].map(idOf);

/** Why a story can't be shown: `reason` is for the page, `message` for people. */
const refusal = (reason, message, status) => Object.assign(new Error(message), { reason, status });

/** What only a browser can do for one story: links and their addresses, focus, sizes, the clipboard, and `Intl`. */
export class Edge extends Formats {
  /** The story's text, once it is known. */
  json;
  /** Whether it answers. */
  alive = false;
  #host;
  #exports;
  #loaded;
  #how;
  #page;
  #root;
  #life = new AbortController();
  #prefix;
  /** What was chosen last: an item's id. */
  #chosen = null;
  /** Links that were followed, to come back to, each with the address and the place on the screen that it was followed from. */
  #trail = [];
  #finder;
  /** Shows an address when there is time. */
  #waiting;
  /** What of the state the address has: a key and a value a line. */
  #lines = "";
  /** Whether the newest address is the search's. */
  #searching = false;
  /** The parts of the list that stand upside down. */
  #turned = new Set();
  /** The groups' rows, by number. */
  #rows = new Map();
  /** Whether the page was taken over; to be known until it is drawn first. */
  #hydrated;

  /**
   * `loaded` is what brings stories to life (src/bin/widget/element.js). Of `how`: `first`, it comes to life for the first time, so
   * that the address may move the page; `death`, why it is not alive; `given`, the story, where a script set it; `kept`, how it stood
   * before it was drawn anew; and `ready` is called when it lives.
   */
  constructor(host, loaded, how) {
    super();
    this.#host = host;
    this.#exports = loaded.exports;
    this.#loaded = loaded;
    this.#how = how;
  }

  /** Brings the story to life: takes over what `stands` there prerendered, or renders it where there is nothing, or `fresh` says so. */
  async start(fresh, stands) {
    const host = this.#host;
    const { given } = this.#how;
    const embedded = host.querySelector(":scope > script[type='application/json']");
    this.json = given ?? embedded?.textContent ?? (await this.#fetched());
    const article = stands?.firstElementChild;
    const isolate = host.getAttribute("isolate");
    const isolated = isolate ? isolate !== "off" : stands?.parentNode !== host;
    const level = parseInt(host.getAttribute("heading-level")) || 2;
    const lang = host.getAttribute("lang") ?? (article && !fresh && given === undefined ? article.lang : this.#language());
    const [words, dress] = await Promise.all([this.#words(lang), this.#styled(isolated)]);
    if (this.#life.signal.aborted) return;
    const kept = (this.#how.kept ??= this.#stored());
    for (const body of kept && article ? stands.querySelectorAll("details > .keyline-body") : []) {
      body.parentElement.open = kept.open.includes(idOf(body));
    }
    const open = (kept?.open ?? (article && opened(stands)))?.join(" ");
    this.#hydrated =
      !fresh && given === undefined && article?.lang === lang && isolated === (stands.parentNode !== host) &&
      !!article.querySelector(`h${level}.keyline-title`);
    this.#root = this.#hydrated ? stands : Object.assign(document.createElement("div"), { className: "keyline-root" });
    this.#page = this.#exports.start(this, this.#root, this.json, words, level, lang, open, this.#hydrated);
    if (!this.#page) throw refusal("story", "it is not a story");
    if (this.#hydrated) return;
    dress?.();
    this.#place(stands, isolated);
  }

  /** The language that the story is in, or else the page around it. */
  #language() {
    try {
      const { lang } = JSON.parse(this.json);
      if (typeof lang === "string") return lang;
    } catch {}
    return this.#host.closest("[lang]")?.lang || "en";
  }

  /** Our words in a language: the page brings them, or they are beside the widget. Without, it is English. */
  async #words(lang) {
    const brought = this.#host.querySelector(":scope > .keyline-words");
    if (brought) return brought.textContent;
    try {
      return await this.#loaded.words?.(lang.split("-")[0]);
    } catch {}
  }

  /**
   * Sees to it that the sheet is there before what it is for. It says nothing yet, since it takes back the room that the page keeps:
   * resolves to a function that lets it.
   */
  async #styled(isolated) {
    const host = this.#host;
    // Until there is something to see, one sees what stands in the element.
    if (isolated && !host.shadowRoot) host.attachShadow({ mode: "open" }).append(document.createElement("slot"));
    return this.#loaded.style?.(isolated ? host.shadowRoot : host.getRootNode());
  }

  /** Puts what was drawn in the place of what `stands` there, if anything does. */
  #place(stands, isolated) {
    const { shadowRoot, children } = this.#host;
    stands?.remove();
    for (const child of [...(shadowRoot?.children ?? [])]) if (!child.matches("link, style")) child.remove();
    if (isolated) return shadowRoot.append(this.#root);
    shadowRoot?.append(document.createElement("slot"));
    for (const child of children) if (!child.matches("script, style, link, template")) child.hidden = true;
    this.#host.append(this.#root);
  }

  /** Fetches the story from where `src` says it is. */
  async #fetched() {
    const src = this.#host.getAttribute("src");
    if (src === null) throw refusal("story", "there is no story in it");
    const late = AbortSignal.timeout(SILENCE);
    let answer, text;
    try {
      const url = new URL(src, document.baseURI);
      if (!/^https?:$/.test(url.protocol)) throw refusal("src", `${url.protocol} is neither http nor https`);
      answer = await fetch(url, { signal: late });
      text = await answer.text();
    } catch (error) {
      throw Object.assign(error, { reason: error.reason ?? (late.aborted ? "timeout" : "network") });
    }
    if (!answer.ok) throw refusal("http", `${answer.status} ${answer.statusText}`, answer.status);
    if (!text.trim()) throw refusal("empty", "the answer has no text");
    return text;
  }

  /** How the reader left the story, or where he leaves it now, if the publisher lets that be kept. Some pages may keep nothing. */
  #stored(now) {
    if (this.#host.getAttribute("storage") !== "on") return;
    try {
      const key = `keyline:${JSON.parse(this.json).id}`;
      if (now) return localStorage.setItem(key, JSON.stringify(now));
      const { open, lines } = JSON.parse(localStorage.getItem(key));
      return { open: open.map(String), lines: String(lines) };
    } catch {}
  }

  /** How the story stands: what is open, and the rest of its state. */
  kept() {
    if (this.alive) return { open: this.#exports.opened(this.#page).split(" "), lines: this.#lines };
  }

  /** Lets go of the page, and of the WebAssembly unless it is dead. */
  stop(dead) {
    if (this.alive && !dead) this.#stored(this.kept());
    this.alive = false;
    this.#life.abort();
    if (!dead && this.#page) this.#exports.stop(this.#page);
  }

  /** Tells the page of something. */
  #tell(what, detail) {
    this.#host.dispatchEvent(new CustomEvent(`keyline-${what}`, { bubbles: true, composed: true, detail }));
  }

  /** Shows an item, as following a link to it does. */
  goTo(id) {
    this.#visit(`${id}`, "push");
  }

  expandAll() {
    this.#all("open-all");
  }

  collapseAll() {
    this.#all("close-all");
  }

  #all(act) {
    this.#act(act);
    this.#tell("toggle", { id: null, open: act === "open-all", how: "all" });
  }

  /** An attribute has changed. */
  changed(name) {
    const value = this.#host.getAttribute(name);
    if (name === "order") this.#act(value === "newest" ? "newest" : "oldest");
    else if (name === "depth") this.#act("depth", value ?? "");
    else this.#opens(value);
    this.#readout();
  }

  /** Opens none, the first event or all, at the publisher's wish; nobody need hear of it. */
  #opens(what) {
    if (!what) return;
    this.#act(what === "all" ? "open-all" : "close-all");
    const first = what === "first" && this.#root.querySelector(".keyline-event > .keyline-body");
    if (first) this.#act("open", idOf(first));
    this.#act("quiet");
  }

  /** The address' part of the state as it is now; tells the page what of it has changed. */
  #readout() {
    const before = this.#lines;
    this.#lines = this.#exports.address(this.#page);
    const of = (lines, kind) => lines.split("\n").filter(line => line.startsWith(kind + " ")).map(line => line.slice(kind.length + 1));
    const [order, was] = [this.#lines, before].map(lines => of(lines, "order")[0] ?? "oldest");
    if (order !== was) this.#tell("order", { order });
    const filters = lines => ["track", "status", "tag"].map(kind => of(lines, kind));
    const [tracks, statuses, tags] = filters(this.#lines);
    if (filters(before).join("\n") !== [tracks, statuses, tags].join("\n")) {
      this.#tell("filter", { tracks, statuses, tags: tags.length, count: this.#exports.count(this.#page, false) });
    }
    return this.#lines !== before;
  }

  mistakes(count) {
    console.warn(`keyline: ${count} ${count === 1 ? "mistake" : "mistakes"} in the story; \`keyline check\` says which`);
  }

  #ready() {
    const { first, death, kept, ready } = this.#how;
    const id = this.#exports.live(this.#page);
    this.#prefix = `#${id}/`;
    this.alive = true;
    const { signal } = this.#life;
    if (death) console.warn("keyline: started again after", death);
    this.#root.addEventListener("click", event => this.#click(event), { signal });
    this.#root.addEventListener("keydown", event => this.#key(event), { signal });
    this.#root.addEventListener("toggle", event => this.#toggled(event.target), { signal, capture: true });
    addEventListener("hashchange", () => this.#moved(), { signal });
    addEventListener("pagehide", () => this.#stored(this.kept()), { signal });
    const islands = [...this.#islands()];
    for (const island of islands) if (island.matches("ol")) this.#rows.set(+island.dataset.island, island);
    const overview = this.#root.querySelector(".keyline-overview");
    if (overview) {
      const sizes = new ResizeObserver(() => this.#exports.resize(this.#page, overview.clientWidth || 1));
      signal.addEventListener("abort", () => sizes.disconnect());
      sizes.observe(overview);
      new Strip(overview, this.#instrument(), signal);
      this.#finder = new Finder(this.#root, this.#search(), text => this.fold(text), signal);
      this.#readdress(kept?.lines ?? this.#base);
    }
    if (!kept) {
      // An address that asks for a depth says what is open.
      if (!this.#asks().some(([key]) => key === "depth")) this.#opens(this.#host.getAttribute("open"));
    } else if (/^depth /m.test(kept.lines)) {
      // A depth that is not the first has closed them.
      for (const id of kept.open) this.#act("open", id);
    }
    // What stands there closed, or never changes, can wait until somebody wants it.
    const awaited = island => !this.#hydrated || (island.matches("ol") && !island.closest("details:not([open])"));
    this.#wakeInTurn(islands.filter(awaited), this.#addressed(), first);
    this.#tell("ready", { id });
    ready();
  }

  /** Yew has drawn the frame, or an island. It has every list from the oldest; newest first, they are turned upside down here. */
  drawn(island) {
    if (this.#life.signal.aborted) return;
    if (island === undefined && !this.#prefix) queueMicrotask(() => this.#life.signal.aborted || this.#ready());
    const list = this.#root.querySelector(".keyline-list");
    const newest = list?.dataset.order === "newest";
    if (island !== undefined) return this.#turn(this.#rows.get(island), newest);
    this.#turn(list, newest);
    for (const rows of this.#rows.values()) if (!("awake" in rows.dataset)) this.#turn(rows, newest);
  }

  #turn(part, down) {
    if (!part || this.#turned.has(part) === down) return;
    this.#turned[down ? "add" : "delete"](part);
    const { activeElement } = this.#root.getRootNode();
    // What sleeps lies between comments, which Yew looks for.
    const { lastChild, children } = part;
    part.append(...[...children].reverse(), ...(lastChild instanceof Comment ? [lastChild] : []));
    if (part.contains(activeElement)) activeElement.focus({ preventScroll: true });
  }

  /** What the overview's gestures tell. */
  #instrument() {
    const told = what => (...how) => this.#exports[what](this.#page, ...how);
    let rest;
    const settled = () => {
      clearTimeout(rest);
      rest = setTimeout(() => this.#life.signal.aborted || this.#act("seen"), 500);
    };
    return { zoom: told("zoom"), aim: told("aim"), glide: told("glide"), settled, preview: mark => this.#preview(mark) };
  }

  /** An event's date, title and first paragraph; a cluster's name. */
  #preview({ dataset, ariaLabel }) {
    const details = dataset.mark && this.#details(this.#item(dataset.mark));
    const parts = [".keyline-date", ".keyline-name", ".keyline-prose > p"];
    const texts = details ? parts.map(part => details.querySelector(part)?.textContent) : [ariaLabel];
    return texts.filter(Boolean);
  }

  /** What the search box tells. */
  #search() {
    return {
      index: count => this.#exports.index(this.#page, count),
      search: query => this.#exports.search(this.#page, query),
      found: () => {
        // Back leads to before the search, not to each of its letters.
        const on = this.#searching || /^q /m.test(this.#lines);
        this.#sync(on ? "replace" : "push");
        this.#searching = true;
        this.#tell("search", { count: this.#exports.count(this.#page, true) });
      },
      go: forward => this.#go(forward),
    };
  }

  /** Shows the next result, or the one before; the focus stays where the reader steps from. */
  #go(forward) {
    const id = this.#exports.step(this.#page, forward);
    if (id === undefined) return;
    this.#show(id);
    this.#finder.mark();
  }

  /** The state's part of the address, behind the item's: `?order=newest&q=…`. */
  #asked() {
    return this.#lines && "?" + new URLSearchParams(this.#lines.split("\n").map(line => [line.split(" ", 1)[0], line.slice(line.indexOf(" ") + 1)]));
  }

  /** The address follows the state. */
  #sync(how) {
    if (this.#readout()) this.#address(this.#prefix + (this.#addressed() ?? ""), how);
  }

  /** Whether the address is of this story. */
  get #ours() {
    return location.hash.startsWith(this.#prefix);
  }

  /** What the address says of the state: keys and values. */
  #asks() {
    return this.#ours ? [...new URLSearchParams(location.hash.split("?")[1])] : [];
  }

  /** What the element's attributes say of it. */
  get #base() {
    const asked = ["order", "depth"].map(name => [name, this.#host.getAttribute(name)]);
    return asked.filter(([, value]) => value).map(line => line.join(" ")).join("\n");
  }

  /** The state follows the address, or where that says nothing of it, `base`. */
  #readdress(base) {
    const lines = this.#asks().map(([key, value]) => `${key} ${value}`).join("\n") || base;
    if (lines === this.#lines) return;
    const query = lines.split("\n").find(line => line.startsWith("q "));
    this.#finder.show(query?.slice(2) ?? "", () => {
      const words = this.#exports.readdress(this.#page, lines);
      this.#readout();
      return words;
    });
  }

  #islands(within = this.#root) {
    return within.querySelectorAll("[data-island]");
  }

  #wake(island) {
    if (!("awake" in island.dataset)) {
      // Yew takes over what was prerendered.
      island.dataset.awake = "";
      this.#turn(island, false);
      for (const row of island.children) row.hidden = false;
    }
    this.#exports.wake(this.#page, +island.dataset.island, island, !!island.firstChild);
  }

  /** Hides rows that Yew hasn't taken over yet, from the oldest: those of a "0". */
  veil(island, shown) {
    const rows = this.#rows.get(island);
    [...(rows?.children ?? [])].forEach((row, nth, { length }) => {
      row.hidden = shown[this.#turned.has(rows) ? length - 1 - nth : nth] === "0";
    });
  }

  /** Wakes islands, so many at a time that the page answers in between; and arrives at what the address asked for, once it is there. */
  #wakeInTurn(islands, id, may) {
    let rows = 0;
    while (islands.length && rows < 100) {
      const island = islands.shift();
      rows += island.childElementCount || 100;
      this.#wake(island);
    }
    const turn = () => {
      if (this.#life.signal.aborted) return;
      if (id !== undefined && this.#item(id)) {
        // Mark its item, and bring it into view if the browser did not.
        this.#arrive(id, may && (this.#isolated || !this.#details(this.#item(id))?.open));
        id = undefined;
      }
      if (islands.length) setTimeout(() => this.#life.signal.aborted || this.#wakeInTurn(islands, id, may));
    };
    queueMicrotask(turn);
  }

  #toggled(details) {
    const body = details.querySelector(":scope > .keyline-body");
    for (const island of body ? [details.closest("[data-island]")] : this.#islands(details)) {
      if (island && details.open) this.#wake(island);
    }
    if (!body) return;
    const id = idOf(body);
    // What it knows already was not the browser's doing.
    if (this.#act(details.open ? "open" : "close", id)) this.#toggle(id, details.open, this.#addressed() === id ? "hash" : "find");
  }

  #toggle(id, open, how) {
    this.#tell("toggle", { id, open, how });
    if (open) this.#select(id);
  }

  #select(id) {
    if (id === this.#chosen) return;
    this.#chosen = id;
    this.#tell("select", { id });
  }

  /** Arrow keys, Home and End move the focus among the marks, in time's direction on the page (APG); Escape leaves the chosen. */
  #key(event) {
    const { key, target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (key === "Escape") {
      const current = this.#root.querySelector("details[aria-current] > .keyline-body");
      if (!current) return;
      this.#leave();
      this.#focus(`[data-mark="${idOf(current)}"]`);
      return;
    }
    const mark = target.closest("[data-nth]");
    if (!mark) return;
    const marks = () => [...this.#root.querySelectorAll("[data-nth]")];
    const at = marks().indexOf(mark);
    const later = target.matches(":dir(rtl)") ? "ArrowLeft" : "ArrowRight";
    const edge = { Home: "start", End: "end" }[key];
    const on = edge ? 0 : key === "ArrowDown" || key === later ? 1 : /^Arrow/.test(key) ? -1 : 0;
    if (!edge && !on) return;
    event.preventDefault();
    const to = edge ? undefined : marks()[at + on];
    if (to) return this.#rove(to);
    // Beyond what is seen, the window follows.
    if (!this.#exports.aim(this.#page, edge ?? (on > 0 ? "later" : "earlier"), 0, 0) && !edge) return;
    this.#exports.glide(this.#page, 1);
    // Yew draws in a microtask that was queued before this one.
    queueMicrotask(() => {
      const seen = marks();
      const beyond = other => on * (other.dataset.nth - mark.dataset.nth) > 0;
      const to =
        edge === "start" ? seen[0]
        : edge ? seen.at(-1)
        : on > 0 ? seen.find(beyond)
        : seen.findLast(beyond);
      if (to) this.#rove(to);
    });
  }

  #rove(mark) {
    this.#act("rove", mark.dataset.nth);
    mark.focus({ preventScroll: true });
  }

  #focus(selector) {
    this.#root.querySelector(selector)?.focus({ preventScroll: true });
  }

  /** Answers whether that opened or closed an item. */
  #act(what, id = "") {
    return this.#exports.act(this.#page, what, id);
  }

  #choose(id) {
    this.#act("choose", id);
    this.#select(id);
  }

  #leave() {
    this.#act("leave");
    this.#select(null);
  }

  /** The id that the address names, if it is in this story. */
  #addressed() {
    let [hash] = location.hash.split("?");
    try {
      hash = decodeURIComponent(hash);
    } catch {}
    return (hash.startsWith(this.#prefix) && hash.slice(this.#prefix.length)) || undefined;
  }

  #item(id) {
    return this.#root.querySelector(`#${CSS.escape(this.#prefix.slice(1) + id)}`);
  }

  #details(item) {
    return item?.closest(".keyline-root details");
  }

  /** The address names an item. Of two with the same address the first comes into view, as the browser has it. */
  #arrive(id, may = true) {
    const item = this.#item(id);
    if (may && item && this.#isFirst(item)) this.#visit(id);
    else if (this.#details(item)) this.#choose(id);
  }

  get #isolated() {
    return this.#root.getRootNode() === this.#host.shadowRoot;
  }

  /** Of two with the same address the first is meant, as the browser has it. */
  #isFirst(item) {
    const of = ({ shadowRoot }) => shadowRoot?.getElementById(item.id);
    const first = document.getElementById(item.id) ?? of([...document.querySelectorAll(this.#host.localName)].find(of) ?? {});
    return item === (first ?? item);
  }

  /** The address of something in this page. */
  #href(hash) {
    return location.href.split("#")[0] + hash;
  }

  /**
   * Shows an address: "push" or "replace". A page that may not touch its history (a sandboxed frame) goes without. What takes
   * another's place waits for the next frame to be over: the browser needs milliseconds for it.
   */
  #address(hash, how) {
    const show = () => {
      try {
        history[`${how}State`](history.state, "", this.#href(hash) + this.#asked());
      } catch {}
    };
    if (how === "push") {
      this.#searching = false;
      this.#settle();
      return show();
    }
    if (!this.#waiting) requestAnimationFrame(() => setTimeout(() => this.#settle()));
    this.#waiting = show;
  }

  /** Shows the address that waits. */
  #settle() {
    this.#waiting?.();
    this.#waiting = undefined;
  }

  #click(event) {
    const { target } = event;
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const summary = target.closest("summary");
    if (summary) {
      const details = summary.parentElement;
      const body = details.querySelector(":scope > .keyline-body");
      if (!body) return;
      // The browser would toggle it, and tell only after the next frame: so all that comes with it shows in the same one.
      event.preventDefault();
      details.open = !details.open;
      if (details.open) this.#address(`#${body.id}`, "replace");
      const id = idOf(body);
      this.#act(details.open ? "open" : "close", id);
      return this.#toggle(id, details.open, event.detail ? "click" : "key");
    }
    const button = target.closest("[data-act]");
    if (button) return this.#press(button);
    const link = target.closest("a[href]");
    const href = link?.getAttribute("href");
    if (!href?.startsWith(this.#prefix)) return;
    const id = href.slice(this.#prefix.length);
    if (link.hasAttribute("data-copy")) {
      // Without a clipboard (a page from an insecure place, a frame from elsewhere) the address bar shows the address instead.
      const share = how => this.#tell("share", { id, how });
      if (!navigator.clipboard) return share("address");
      event.preventDefault();
      const copied = () => {
        this.#act("copied", id);
        share("clipboard");
      };
      const refused = () => {
        this.#address(href, "replace");
        share("address");
      };
      navigator.clipboard.writeText(this.#href(href)).then(copied, refused);
    } else if (this.#item(id)) {
      event.preventDefault();
      // A step to the neighbour is no journey to come back from.
      const step = link.matches("[data-nth], .keyline-previous, .keyline-next");
      this.#settle();
      if (!step) this.#trail.push({ link, from: location.hash, top: link.getBoundingClientRect().top });
      this.#visit(id, step ? "replace" : "push");
    }
  }

  #press({ dataset: { act, value } }) {
    if (act === "next" || act === "previous") return this.#go(act === "next");
    // It goes when it is pressed, the focus doesn't.
    if (act === "unfilter") this.#focus("[data-act=filters]");
    if (/-all$/.test(act)) this.#all(act);
    else this.#act(act, value);
    this.#sync("push");
    this.#finder?.mark();
  }

  /** The address changed without us: back, forward, or a link elsewhere on the page. */
  #moved() {
    this.#waiting = undefined;
    const { link: back, top } = (this.#trail.at(-1)?.from === location.hash && this.#trail.pop()) || {};
    this.#searching = false;
    if (this.#finder) this.#readdress(this.#ours ? "" : this.#base);
    const id = this.#addressed();
    if (id === undefined) this.#leave();
    else if (back) this.#choose(id);
    else this.#arrive(id);
    if (!back?.isConnected) return;
    // The browser restores the scroll position, some without what was opened above since; the focus is ours to bring back.
    back.focus({ preventScroll: true });
    scrollBy({ top: back.getBoundingClientRect().top - top, behavior: "instant" });
  }

  /** Opens an item, brings it into view, moves the focus there, and shows its address if `how` says how. */
  #visit(id, how) {
    const item = this.#item(id);
    if (!item) return;
    if (how) this.#address(this.#prefix + id, how);
    const details = this.#show(id);
    if (!details) item.setAttribute("tabindex", "-1");
    (details?.querySelector("summary") ?? item).focus({ preventScroll: true });
  }

  /** Opens an item and brings it into view. Answers with its `<details>`, if it has one. */
  #show(id) {
    const item = this.#item(id);
    if (!item) return;
    const details = this.#details(item);
    const opens = details && !details.open;
    for (let closed = item; closed = closed.parentElement?.closest("details:not([open])");) closed.open = true;
    const shown = details ?? item;
    const { top, bottom } = shown.getBoundingClientRect();
    if (top < EDGE || bottom > innerHeight) shown.scrollIntoView({ block: "start" });
    if (details) this.#choose(id);
    if (opens) this.#tell("toggle", { id, open: true, how: "hash" });
    return details;
  }
}
