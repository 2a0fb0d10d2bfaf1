// Runs in every page that is measured, before the page's own scripts. `bench` is what the bench asks; `PAGE` is put in by it.
(() => {
  const page = PAGE;
  const times = { fcp: null, text: null, load: null };
  const tasks = [];
  /** Stretches in which the bench itself kept the page busy. */
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

  // Looking costs a tenth of the time at most.
  const titles = document.getElementsByClassName(page.title);
  (function look() {
    const start = performance.now();
    if (titles.length >= page.titles) times.text = start;
    else setTimeout(look, Math.max(10, 10 * (performance.now() - start)));
  })();

  // The memory of WebAssembly is in no figure of the JavaScript heap.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const instantiate = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await instantiate.apply(WebAssembly, given);
      const memories = Object.values((made.instance ?? made).exports).filter(of => of instanceof WebAssembly.Memory);
      wasm.push(...memories);
      return made;
    };
  }

  /** Calls back once the frame that is being made now has been painted. */
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

  /** Where to put the pointer to hit an element, if it is on the screen now. */
  const point = element => {
    const box = element?.getClientRects()[0];
    if (!box) return null;
    const [x, y] = [box.left + Math.min(box.width / 2, 60), box.top + Math.min(box.height / 2, 14)];
    const hit = y > 0 && y < innerHeight && document.elementFromPoint(x, y);
    return hit && (element.contains(hit) || hit.contains(element)) ? { x, y } : null;
  };
  /** Brings an element onto the screen, which takes a frame or two, and says where it is once it is there. */
  const reach = element => {
    const there = point(element);
    if (there || !element) return there;
    // It may be in a group that is closed.
    const details = element.closest("summary")?.parentElement ?? element;
    for (let around = details.parentElement; around; around = around.parentElement) {
      if (around.matches("details")) around.open = true;
    }
    element.scrollIntoView({ block: "center", behavior: "instant" });
    return null;
  };

  const item = (kind, nth) => {
    const all = document.getElementsByClassName(page[kind]);
    return all[nth % all.length];
  };
  const search = () => [...document.querySelectorAll("input[type=search]")].find(input => input.checkVisibility());
  const overview = () => document.querySelector(".keyline-overview");
  const longest = (from, to) => {
    const mine = ([start, length]) => own.some(([from, to]) => Math.min(to, start + length) - Math.max(from, start) > length / 2);
    const within = tasks.filter(task => task[0] >= from && task[0] < to && !mine(task));
    return { count: within.length, longest: Math.max(0, ...within.map(task => task[1])) };
  };

  const bench = {
    /** How far loading is; `quiet` is for how long the page has had no long task. */
    loading() {
      const now = performance.now();
      const alive = !page.alive || !!document.querySelector(page.alive);
      const busy = Math.max(times.load ?? now, times.text ?? now, ...tasks.map(([start, length]) => start + length));
      return { ...times, alive, now, quiet: alive ? now - busy : 0 };
    },
    now: () => performance.now(),
    tasks: (from, to) => longest(from, to ?? Infinity),
    titles: () => [...titles].map(title => title.textContent.trim()),
    bytes: () => ["navigation", "resource"].flatMap(type => performance.getEntriesByType(type))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    wasm: () => wasm.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    nodes() {
      const walker = document.createTreeWalker(document);
      let count = 1;
      while (walker.nextNode()) count++;
      return count;
    },

    /** Aims at the nth card or event. A click on it has worked once it opened or closed, and an event that opened is marked. */
    aim(kind, nth) {
      const details = item(kind, nth);
      const at = reach(details?.querySelector("summary"));
      if (!at) return null;
      const before = details.open;
      const marked = kind === "event" && page.marks;
      const worked = () => details.open !== before && (!marked || !details.open || details.matches("[aria-current]"));
      click = { worked };
      return at;
    },
    /** Aims at the first one, again and again: of all clicks one has worked once it is open, and an event is marked. */
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
    hasSearch: () => !!search(),
    hasOverview: () => !!overview(),
    typed: () => typed.splice(0),

    /** A place in the overview where no mark is, and how wide it is. */
    aimAtOverview() {
      const strip = overview();
      if (!strip) return null;
      strip.scrollIntoView({ block: "nearest", behavior: "instant" });
      const { left, bottom, width } = strip.getBoundingClientRect();
      return { x: left + width / 2, y: Math.min(bottom, innerHeight) - 12, width };
    },
    /** Something that is different when the overview shows something else, and undefined when the whole page was zoomed. */
    overview() {
      const marks = overview().querySelectorAll("a, .keyline-tick, text");
      const some = [0, 1, 2, marks.length >> 1, marks.length - 1].map(nth => marks[nth]?.getBoundingClientRect());
      const where = some.map(box => box && `${Math.round(box.left)} ${Math.round(box.width)}`);
      return `${innerWidth}: ${marks.length} ${where.join()}`;
    },

    /** Begins to note the time from each frame to the next. */
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
