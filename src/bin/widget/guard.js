// The listeners, timers, frames and observers of a story. After a panic, WebAssembly can't remove its own (guard.rs).

/** Calls back what is registered with it, until `end`. */
export class Guard {
  #life = new AbortController();

  listen(target, event, run, capture) {
    target.addEventListener(event, run, { signal: this.#life.signal, capture });
  }

  timeout(run, milliseconds) { setTimeout(() => this.#call(run), milliseconds); }
  frame(run) { requestAnimationFrame(now => this.#call(run, now)); }
  microtask(run) { queueMicrotask(() => this.#call(run)); }

  observe(element, run) {
    const sizes = new ResizeObserver(() => this.#call(run));
    sizes.observe(element);
    this.#life.signal.addEventListener("abort", () => sizes.disconnect(), { once: true });
  }

  get ended() { return this.#life.signal.aborted; }
  end() { this.#life.abort(); }

  #call(run, ...args) {
    if (!this.ended) run(...args);
  }
}
