// One story in its page: what the reader does goes to the WebAssembly, and what only a browser can do is done here.

import { Finder } from "./finder.js";
import { Formats } from "./intl.js";
import { Strip } from "./strip.js";

/** Nearer to the top than this, in CSS pixels, an item is brought into view. */
const EDGE = 8;

/** What only a browser can do for one story: links and their addresses, focus, sizes, the clipboard, and `Intl`. */
export class Edge extends Formats {
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
  #finder;
  /** Shows an address when there is time. */
  #waiting;
  /** What of the state the address has: a key and a value a line. */
  #lines = "";
  /** The parts of the list that stand upside down. */
  #turned = new Set();
  /** The groups' rows, by number. */
  #rows = new Map();
  /** Whether the page was taken over; to be known until it is drawn first. */
  #hydrated;

  /** `first`: it comes to life for the first time, so that the address may move the page. `death`: why it is not alive. */
  constructor(host, exports, first, death) {
    super();
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
    this.#hydrated = hydrate;
  }

  /** Lets go of the page, and of the WebAssembly unless it is dead. */
  stop(dead) {
    this.#life.abort();
    if (!dead && this.#page) this.#exports.stop(this.#page);
  }

  mistakes(count) {
    console.warn(`keyline: ${count} ${count === 1 ? "mistake" : "mistakes"} in the story; \`keyline check\` says which`);
  }

  #ready(hydrated) {
    this.#prefix = `#${this.#exports.live(this.#page)}/`;
    const { signal } = this.#life;
    if (this.#death) console.warn("keyline: started again after", this.#death);
    this.#root.addEventListener("click", event => this.#click(event), { signal });
    this.#root.addEventListener("keydown", event => this.#key(event), { signal });
    this.#root.addEventListener("toggle", event => this.#toggled(event.target), { signal, capture: true });
    addEventListener("hashchange", () => this.#moved(), { signal });
    const islands = [...this.#islands()];
    for (const island of islands) if (island.matches("ol")) this.#rows.set(+island.dataset.island, island);
    const overview = this.#root.querySelector(".keyline-overview");
    if (overview) {
      const sizes = new ResizeObserver(() => this.#exports.resize(this.#page, overview.clientWidth || 1));
      signal.addEventListener("abort", () => sizes.disconnect());
      sizes.observe(overview);
      new Strip(overview, this.#instrument(), signal);
      this.#finder = new Finder(this.#root, this.#search(), text => this.fold(text), signal);
      this.#readdress();
    }
    // What stands there closed, or never changes, can wait until somebody wants it.
    const awaited = island => !hydrated || (island.matches("ol") && !island.closest("details:not([open])"));
    this.#wakeInTurn(islands.filter(awaited), this.#addressed());
  }

  /** Yew has drawn the frame, or an island. It has every list from the oldest; newest first, they are turned upside down here. */
  drawn(island) {
    if (this.#life.signal.aborted) return;
    if (island === undefined && !this.#prefix) queueMicrotask(() => this.#life.signal.aborted || this.#ready(this.#hydrated));
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
      found: () => this.#sync("replace"),
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
    const lines = this.#exports.address(this.#page);
    if (lines === this.#lines) return;
    this.#lines = lines;
    this.#address(this.#prefix + (this.#addressed() ?? ""), how);
  }

  /** The state follows the address. */
  #readdress() {
    const { hash } = location;
    const asked = hash.startsWith(this.#prefix) ? [...new URLSearchParams(hash.split("?")[1])] : [];
    const lines = asked.map(([key, value]) => `${key} ${value}`).join("\n");
    if (lines === this.#lines) return;
    this.#finder.show(asked.find(([key]) => key === "q")?.[1] ?? "", () => {
      const words = this.#exports.readdress(this.#page, lines);
      this.#lines = this.#exports.address(this.#page);
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
  #wakeInTurn(islands, id) {
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
        this.#arrive(id, this.#first && !this.#details(this.#item(id))?.open);
        id = undefined;
      }
      if (islands.length) setTimeout(() => this.#life.signal.aborted || this.#wakeInTurn(islands, id));
    };
    queueMicrotask(turn);
  }

  #toggled(details) {
    const body = details.querySelector(":scope > .keyline-body");
    for (const island of body ? [details.closest("[data-island]")] : this.#islands(details)) {
      if (island && details.open) this.#wake(island);
    }
    if (body) this.#act(details.open ? "open" : "close", body.id.slice(this.#prefix.length - 1));
  }

  /** Arrow keys, Home and End move the focus among the marks, in time's direction on the page (APG); Escape leaves the chosen. */
  #key(event) {
    const { key, target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (key === "Escape") {
      const current = this.#root.querySelector("details[aria-current] > .keyline-body");
      if (!current) return;
      this.#act("leave");
      this.#focus(`[data-mark="${current.id.slice(this.#prefix.length - 1)}"]`);
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

  #act(what, id = "") {
    this.#exports.act(this.#page, what, id);
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
    if (may && item && item === document.getElementById(item.id)) this.#visit(id);
    else if (this.#details(item)) this.#act("choose", id);
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
      this.#act(details.open ? "open" : "close", body.id.slice(this.#prefix.length - 1));
      return;
    }
    const button = target.closest("[data-act]");
    if (button) return this.#press(button);
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
      const step = link.matches("[data-nth], .keyline-previous, .keyline-next");
      this.#settle();
      if (!step) this.#trail.push({ link, from: location.hash });
      this.#visit(id, step ? "replace" : "push");
    }
  }

  #press({ dataset: { act, value } }) {
    if (act === "next" || act === "previous") return this.#go(act === "next");
    this.#act(act, value);
    this.#sync("push");
    this.#finder?.mark();
  }

  /** The address changed without us: back, forward, or a link elsewhere on the page. */
  #moved() {
    this.#waiting = undefined;
    const back = this.#trail.at(-1)?.from === location.hash && this.#trail.pop().link;
    if (this.#finder) this.#readdress();
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
    const details = this.#show(id);
    if (!details) item.setAttribute("tabindex", "-1");
    (details?.querySelector("summary") ?? item).focus({ preventScroll: true });
  }

  /** Opens an item and brings it into view. Answers with its `<details>`, if it has one. */
  #show(id) {
    const item = this.#item(id);
    if (!item) return;
    const details = this.#details(item);
    for (let closed = item; closed = closed.parentElement?.closest("details:not([open])");) closed.open = true;
    const shown = details ?? item;
    const { top, bottom } = shown.getBoundingClientRect();
    if (top < EDGE || bottom > innerHeight) shown.scrollIntoView({ block: "start" });
    if (details) this.#act("choose", id);
    return details;
  }
}
