// The search box: reads the story for searching when it is wanted, searches as one types, and marks what was found.

/** How many places are read at a time. */
const SLICE = 200;
/** More matches than this are not marked. */
const MOST = 3000;

/** What is marked on the page, of every story. The style is `::highlight(keyline-hit)`; nodes are left alone. */
const marks = globalThis.Highlight && new Highlight();
if (marks) CSS.highlights.set("keyline-hit", marks);

export class Finder {
  #root;
  #input;
  #tell;
  #fold;
  #signal;
  #ready;
  #words = [];
  #ranges = [];
  #waiting = false;

  /** `tell` knows `index`, `search` (src/bin/widget/main.rs); `found` when there is something new; `go(forward)` to a result. */
  constructor(root, tell, fold, signal) {
    this.#root = root;
    this.#input = root.querySelector(".keyline-search input");
    this.#tell = tell;
    this.#fold = fold;
    this.#signal = signal;
    const on = (name, hear) => this.#input.addEventListener(name, hear, { signal });
    on("focus", () => this.#read());
    on("input", () => this.#soon());
    on("keydown", event => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.#tell.go(!event.shiftKey);
    });
    signal.addEventListener("abort", () => this.#unmark());
  }

  /** Shows a query that came with the address, and searches it: `then` answers with its words. */
  async show(query, then) {
    this.#input.value = query;
    if (query) await this.#read();
    this.#look(then());
  }

  /** Marks words, one a line. */
  #look(words) {
    this.#words = words?.split("\n").filter(Boolean) ?? [];
    this.mark();
  }

  /** Reads the story, some places at a time, once. */
  #read() {
    return (this.#ready ??= new Promise(done => {
      const slice = () => (this.#tell.index(SLICE) === false ? setTimeout(slice) : done());
      slice();
    }));
  }

  /** Many letters a frame are one search. */
  async #soon() {
    if (this.#waiting) return;
    this.#waiting = true;
    await this.#read();
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#look(this.#tell.search(this.#input.value));
      this.#tell.found();
    });
  }

  #unmark() {
    for (const range of this.#ranges) marks?.delete(range);
    this.#ranges = [];
  }

  /** Marks the words that are looked for where they are to be seen, once Yew has had time to draw. */
  mark() {
    setTimeout(() => this.#mark());
  }

  #mark() {
    this.#unmark();
    if (!marks || !this.#words.length || this.#signal.aborted) return;
    const shown = "[data-hit], .keyline-header, .keyline-section > .keyline-prose, .keyline-section > .keyline-heading";
    for (const part of this.#root.querySelectorAll(shown)) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (texts.nextNode() && this.#ranges.length < MOST) this.#markIn(texts.currentNode);
    }
    for (const range of this.#ranges) marks.add(range);
  }

  #markIn(node) {
    // Where each unit of the folded text comes from: letters fold to none, one or several.
    let folded = "";
    const from = [];
    let at = 0;
    for (const letter of node.data) {
      const small = this.#fold(letter);
      folded += small;
      for (let unit = 0; unit < small.length; unit++) from.push(at);
      at += letter.length;
    }
    from.push(at);
    for (const word of this.#words) {
      for (let found = folded.indexOf(word); found >= 0; found = folded.indexOf(word, found + word.length)) {
        const range = new Range();
        range.setStart(node, from[found]);
        range.setEnd(node, from[found + word.length]);
        this.#ranges.push(range);
      }
    }
  }
}
