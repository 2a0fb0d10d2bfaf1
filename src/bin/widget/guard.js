/**
 * What a story leaves with the window: listeners, timers, frames and observers. The WebAssembly (src/bin/widget/guard.rs) gives
 * them here, since an instance that has panicked can't take its own back. After `end`, none of them calls.
 */
export class Guard {
  #life = new AbortController();

  listen(target, event, run, capture) {
    target.addEventListener(event, run, { signal: this.#life.signal, capture });
  }

  timeout(run, milliseconds) {
    setTimeout(() => this.#call(run), milliseconds);
  }

  frame(run) {
    requestAnimationFrame(now => this.#call(run, now));
  }

  microtask(run) {
    queueMicrotask(() => this.#call(run));
  }

  observe(element, run) {
    const sizes = new ResizeObserver(() => this.#call(run));
    sizes.observe(element);
    this.#life.signal.addEventListener("abort", () => sizes.disconnect());
  }

  end() {
    this.#life.abort();
  }

  #call(run, ...args) {
    if (!this.#life.signal.aborted) run(...args);
  }
}
