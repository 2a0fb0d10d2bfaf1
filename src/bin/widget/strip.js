// The overview as an instrument: wheel, pinch, drag and keys become zooms and pans.

/** How far a pointer may move before it drags, in CSS pixels. */
const STILL = 4;
/** How long an animation takes, in milliseconds. */
const GLIDE = 220;
/** How long a pointer rests on a mark before there is a preview, in milliseconds: one on its way elsewhere finds nothing in it. */
const REST = 120;

export class Strip {
  #overview;
  #tell;
  #pointers = new Map();
  #dragged = false;
  #pending;
  #glide = 0;
  #preview = document.createElement("div");
  #resting;

  /**
   * `tell` knows `zoom`, `aim` and `glide` (src/bin/widget/main.rs); `settled`, when the overview has come to rest; and what a
   * mark's `preview` says, a text a line.
   */
  constructor(overview, tell, signal) {
    this.#overview = overview;
    this.#tell = tell;
    const on = (name, hear, more) => overview.addEventListener(name, event => hear(event), { signal, ...more });
    on("wheel", event => this.#wheel(event), { passive: false });
    on("pointerdown", event => this.#down(event));
    on("pointermove", event => this.#move(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) on(end, event => this.#up(event));
    on("dragstart", event => event.preventDefault());
    on("click", event => this.#click(event), { capture: true });
    on("dblclick", event => this.#twice(event));
    on("keydown", event => this.#key(event));
    this.#preview.className = "keyline-preview";
    this.#preview.hidden = true;
    // The mark's name says the same.
    this.#preview.setAttribute("aria-hidden", true);
    overview.append(this.#preview);
    signal.addEventListener("abort", () => this.#preview.remove());
    on("pointerover", ({ pointerType, target }) => pointerType !== "touch" && this.#hover(target));
    on("pointerleave", () => this.#peek(overview.querySelector("[data-nth]:focus-visible")));
    on("focusin", ({ target }) => this.#peek(target.matches(":focus-visible") && target));
    on("focusout", () => this.#peek());
  }

  #hover(target) {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#peek(target), target.closest("[data-nth]") ? REST : 0);
  }

  /** Shows what a mark stands for, until the pointer is elsewhere but on that, or the focus; Escape hides it (WCAG 1.4.13). */
  #peek(target) {
    clearTimeout(this.#resting);
    if (target && this.#preview.contains(target)) return;
    const mark = !this.#dragged && target && target.closest("[data-nth]");
    this.#preview.hidden = !mark;
    if (!mark) return;
    this.#preview.replaceChildren(
      ...this.#tell.preview(mark).map(text => Object.assign(document.createElement("span"), { textContent: text })),
    );
    const [around, { left, width, bottom }] = [this.#overview.getBoundingClientRect(), mark.getBoundingClientRect()];
    const most = around.width - this.#preview.offsetWidth;
    const start = left + width / 2 - around.left - this.#preview.offsetWidth / 2;
    this.#preview.style.left = `${Math.max(0, Math.min(most, start))}px`;
    this.#preview.style.top = `${bottom - around.top}px`;
  }

  /** Where a point of the window is along the strip, from time's start: 0 to 1. */
  #share(x) {
    const { left, width } = this.#overview.getBoundingClientRect();
    const share = (x - left) / width;
    return this.#rtl ? 1 - share : share;
  }

  get #rtl() {
    return this.#overview.matches(":dir(rtl)");
  }

  /** Many events a frame are one change. */
  #soon(by, about, pan) {
    this.#peek();
    this.#glide++;
    if (!this.#pending) {
      this.#pending = { by: 1, about, pan: 0 };
      requestAnimationFrame(() => {
        const { by, about, pan } = this.#pending;
        this.#pending = undefined;
        const held = this.#held;
        this.#tell.zoom(by, about, pan);
        this.#hold(held);
        this.#tell.settled();
      });
    }
    this.#pending.by *= by;
    this.#pending.about = about;
    this.#pending.pan += pan;
  }

  /** Pans by so many pixels to the right: towards later, or earlier where time runs to the left. */
  #drag(pixels, by = 1, about = 0.5) {
    const share = pixels / this.#overview.clientWidth;
    this.#soon(by, about, this.#rtl ? -share : share);
  }

  /** A plain wheel scrolls the page; with Ctrl or ⌘ (and that is a touchpad's pinch) it zooms, and to the side it pans. */
  #wheel(event) {
    const pixels = event.deltaMode ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const turn = Math.max(-60, Math.min(60, event.deltaY * pixels));
      this.#soon(Math.exp(-turn / 120), this.#share(event.clientX), 0);
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY) && this.#overview.hasAttribute("data-zoomed")) {
      event.preventDefault();
      this.#drag(event.deltaX * pixels);
    }
  }

  #down(event) {
    if (event.button || event.target.closest("button")) return;
    if (!this.#pointers.size) this.#dragged = false;
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, start: event.clientX });
  }

  #move(event) {
    const pointer = this.#pointers.get(event.pointerId);
    if (!pointer) return;
    if (!this.#dragged) {
      if (this.#pointers.size < 2 && Math.abs(event.clientX - pointer.start) < STILL) return;
      this.#dragged = true;
      for (const id of this.#pointers.keys()) this.#overview.setPointerCapture(id);
    }
    const places = () => [...this.#pointers.values()].slice(0, 2);
    const middle = () => places().reduce((sum, { x }) => sum + x, 0) / places().length;
    const apart = () => {
      const [one, other] = places();
      return other ? Math.max(24, Math.hypot(one.x - other.x, one.y - other.y)) : 1;
    };
    const [from, was] = [middle(), apart()];
    [pointer.x, pointer.y] = [event.clientX, event.clientY];
    this.#drag(from - middle(), apart() / was, this.#share(middle()));
  }

  #up(event) {
    this.#pointers.delete(event.pointerId);
  }

  /** The click that ends a drag is none; nor is the second of two quick ones. */
  #click(event) {
    const button = event.target.closest("button");
    if (button) return button.dataset.aim && this.aim(button.dataset.aim);
    if (this.#dragged || event.detail > 1) {
      event.preventDefault();
      event.stopPropagation();
      this.#dragged = false;
      return;
    }
    // What can't be told apart any better is a link to its first event.
    const cluster = event.target.closest("[data-cluster]");
    if (cluster && this.aim("events", ...cluster.dataset.cluster.split(" ").map(Number))) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  #twice(event) {
    if (event.target.closest("button, a")) return;
    this.#soon(2, this.#share(event.clientX), 0);
  }

  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && !this.#preview.hidden) {
      this.#peek();
      event.stopPropagation();
    }
    const what = { "+": "in", "=": "in", "-": "out", "0": "fit" }[event.key];
    if (!what) return;
    event.preventDefault();
    this.aim(what);
  }

  /**
   * A mark's node may show another event when the window has moved, or be gone. If the focus was on a mark, it goes to that of the
   * same event, in every frame: a key that is pressed meanwhile needs it.
   */
  #hold(held) {
    // Yew draws in a microtask that was queued before this one.
    if (held) queueMicrotask(() => this.#overview.querySelector("[data-nth][tabindex='0']")?.focus({ preventScroll: true }));
  }

  get #held() {
    return this.#overview.querySelector("[data-nth]:focus");
  }

  /** Goes somewhere, at once where the reader wants no motion. Answers whether that is elsewhere. */
  aim(what, first = 0, last = 0) {
    if (!this.#tell.aim(what, first, last)) return false;
    this.#peek();
    const nth = ++this.#glide;
    const held = this.#held;
    const start = performance.now();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const step = now => {
      // Something else has begun since.
      if (nth !== this.#glide) return;
      const share = still ? 1 : Math.min(1, Math.max(0, now - start) / GLIDE);
      this.#tell.glide(share);
      this.#hold(held);
      if (share < 1) requestAnimationFrame(step);
      else this.#tell.settled();
    };
    step(start);
    return true;
  }
}
