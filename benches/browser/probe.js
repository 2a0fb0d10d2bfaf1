// Runs in every measured page, before the page's own scripts. The bench calls `bench`, and replaces `PAGE`.
(() => {
  const page = PAGE;
  const times = { fcp: null, text: null, load: null };
  const tasks = [];
  /** Times in which the bench itself blocked the page. */
  const own = [];
  const frames = [];
  const typed = [];
  const wasm = [];
  let click;
  let watching;

  const observe = (type, note) =>
    new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") times.fcp = startTime;
  });
  observe("longtask", ({ startTime, duration }) => tasks.push([startTime, duration]));
  addEventListener("load", () => (times.load = performance.now()));

  /** The tree of the story: a shadow root if there is one. */
  const tree = () => document.querySelector("keyline-story")?.shadowRoot ?? document;

  // The check takes at most a tenth of the time.
  const titles = () => tree().querySelectorAll(`.${page.title}`);
  (function look() {
    const start = performance.now();
    if (titles().length >= page.titles) times.text = start;
    else setTimeout(look, Math.max(10, 10 * (performance.now() - start)));
  })();

  // The JavaScript heap doesn't include the memory of WebAssembly.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const instantiate = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await instantiate.apply(WebAssembly, given);
      const memories = Object.values((made.instance ?? made).exports).filter(of => of instanceof WebAssembly.Memory);
      wasm.push(...memories);
      return made;
    };
  }

  /** Calls back after the current frame is painted. */
  const painted = then => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  };

  addEventListener("click", event => {
    if (!click || click.at !== undefined) return;
    const mine = click;
    mine.at = event.timeStamp;
    const look = () => {
      if (mine !== click) return;
      if (mine.worked()) painted(() => (mine.shown = performance.now()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, true);

  addEventListener("input", event => {
    const at = event.timeStamp;
    requestAnimationFrame(() => painted(() => typed.push(performance.now() - at)));
  }, true);

  /** Returns a point that hits an element, if the element is in view. */
  const point = element => {
    const box = element?.getClientRects()[0];
    if (!box) return null;
    const [x, y] = [box.left + Math.min(box.width / 2, 60), box.top + Math.min(box.height / 2, 14)];
    const hit = y > 0 && y < innerHeight && tree().elementFromPoint(x, y);
    return hit && (element.contains(hit) || hit.contains(element)) ? { x, y } : null;
  };
  /** Scrolls an element into view, which takes a frame or two. Returns its point once it is in view. */
  const reach = element => {
    const there = point(element);
    if (there || !element) return there;
    // It may be in a closed group.
    const details = element.closest("summary")?.parentElement ?? element;
    for (let around = details.parentElement; around; around = around.parentElement) {
      if (around.matches("details")) around.open = true;
    }
    element.scrollIntoView({ block: "center", behavior: "instant" });
    return null;
  };

  const item = (kind, index) => {
    const all = tree().querySelectorAll(`.${page[kind]}`);
    return all[index % all.length];
  };
  const search = () => [...tree().querySelectorAll("input[type=search]")].find(input => input.checkVisibility());
  const overview = () => tree().querySelector(".keyline-overview");
  const longest = (from, to) => {
    const mine = ([start, length]) => own.some(([from, to]) => Math.min(to, start + length) - Math.max(from, start) > length / 2);
    const within = tasks.filter(task => task[0] >= from && task[0] < to && !mine(task));
    return { count: within.length, longest: Math.max(0, ...within.map(task => task[1])) };
  };

  const bench = {
    /** Progress of loading; `quiet` is the time since the last long task. */
    loading() {
      const now = performance.now();
      const alive = !page.alive || !!tree().querySelector(page.alive);
      const busy = Math.max(times.load ?? now, times.text ?? now, ...tasks.map(([start, length]) => start + length));
      return { ...times, alive, now, quiet: alive ? now - busy : 0 };
    },
    now: () => performance.now(),
    tasks: (from, to) => longest(from, to ?? Infinity),
    titles: () => [...titles()].map(title => title.textContent.trim()),
    bytes: () => ["navigation", "resource"].flatMap(type => performance.getEntriesByType(type))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    wasm: () => wasm.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    nodes() {
      let count = 0;
      for (const root of new Set([document, tree()])) {
        const walker = document.createTreeWalker(root);
        do count++; while (walker.nextNode());
      }
      return count;
    },

    /** Aims at a card or event by its index. A click works when the item has opened or closed, and an opened event is marked. */
    aim(kind, index) {
      const details = item(kind, index);
      const at = reach(details?.querySelector("summary"));
      if (!at) return null;
      const before = details.open;
      const marked = kind === "event" && page.marks;
      const worked = () => details.open !== before && (!marked || !details.open || details.matches("[aria-current]"));
      click = { worked };
      return at;
    },
    /** Aims at the first item, repeatedly: one of the clicks has worked when the item is open, and an event is marked. */
    aimAgain(kind) {
      const details = item(kind, 0);
      const at = reach(details?.querySelector("summary"));
      if (!at) return null;
      const marked = kind === "event" && page.marks;
      click ??= { worked: () => (marked ? details.matches("[aria-current]") : details.open) };
      return at;
    },
    clicked: () => click && { at: click.at ?? null, shown: click.shown ?? null },

    aimAtList: () => reach(item("event", 0)),
    aimAtSearch: () => reach(search()),
    /** Opens or closes the search bar of a story that has one. */
    toggleSearch: () => tree().querySelector(".keyline-search-button")?.click(),
    hasSearch: () => !!search(),
    hasOverview: () => !!overview(),
    typed: () => typed.splice(0),

    /** A point in the overview without a mark, and the overview's width. */
    aimAtOverview() {
      const strip = overview();
      if (!strip) return null;
      strip.scrollIntoView({ block: "nearest", behavior: "instant" });
      const { left, bottom, width } = strip.getBoundingClientRect();
      return { x: left + width / 2, y: Math.min(bottom, innerHeight) - 12, width };
    },
    /** A fingerprint of what the overview shows, with the window's width. */
    overview() {
      const marks = overview().querySelectorAll("a, .keyline-tick, text");
      const some = [0, 1, 2, marks.length >> 1, marks.length - 1].map(index => marks[index]?.getBoundingClientRect());
      const where = some.map(box => box && `${Math.round(box.left)} ${Math.round(box.width)}`);
      return `${innerWidth}: ${marks.length} ${where.join()}`;
    },

    /** Starts to record the times between frames. */
    watch() {
      frames.length = 0;
      let last;
      const mine = (watching = {});
      const next = now => {
        if (mine !== watching) return;
        if (last !== undefined) frames.push(now - last);
        last = now;
        requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
    },
    watched() {
      watching = undefined;
      return frames;
    },
  };
  for (const [name, ask] of Object.entries(bench)) {
    bench[name] = (...given) => {
      const start = performance.now();
      try {
        return ask(...given);
      } finally {
        own.push([start, performance.now()]);
      }
    };
  }
  window.bench = bench;
})();
