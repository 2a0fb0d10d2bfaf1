// A story's page in a frame: reports its height to the page around it, and goes to an item on request.

/** When the height is reported, in seconds after loading: the page around may begin to listen late. */
const REPEATS = [0, 1, 3, 9];
/** How long after the choice of an item the frame's height may still change, in milliseconds. */
const SETTLING = 1000;
/** How long the height must stay the same before the item is brought into view, in milliseconds. */
const REST = 100;
const ID = /^[a-z0-9][a-z0-9-]*$/;

const host = document.querySelector("keyline-story");
const [story] = host.querySelector("[id]").id.split("/");
const itemOf = id => document.getElementById(`${story}/${id}`);
/** The name that pym.js gave the frame, unless it would break the messages of pym.js. */
const child = new URLSearchParams(location.search).get("childId")?.match(/^(?!.*xPYMx)\S+$/)?.[0];
const pym = (type, value) => ["pym", child, type, value].join("xPYMx");

// To any origin: a height and the story's id are no secret.
const post = message => parent.postMessage(message, "*");
let reported;

/** Reports the height if it has changed, or if `again`. It doesn't depend on the height of the frame. */
function report(again) {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (!height || (height === reported && !again)) return;
  reported = height;
  post({ sentinel: "amp", type: "embed-size", height });
  post({ "datawrapper-height": { [story]: height } });
  if (child) post(pym("height", height));
}

/** The element to bring into view, the time since when, and the timer. */
let chosen, since, rest;

function choose(item) {
  if (!item) return;
  chosen = item.matches(".keyline-body") ? item.parentElement.querySelector("summary") : item;
  since = performance.now();
  bringSoon();
}

function bringSoon() {
  clearTimeout(rest);
  rest = setTimeout(bring, REST, chosen);
}

/** Brings an element into view. A frame as high as its content doesn't scroll: the page around it does. */
function bring(item) {
  new IntersectionObserver(([{ intersectionRatio }], observer) => {
    observer.disconnect();
    if (intersectionRatio >= 0.5) return;
    item.scrollIntoView();
    // In WebKit a frame of another origin can't scroll the page around it. pym.js scrolls on request.
    if (child) post(pym("scrollToChildPos", Math.floor(item.getBoundingClientRect().top + scrollY)));
  }).observe(item);
}

/** Goes to an item: by the element if it is hydrated, else as a link does. */
function goTo(id) {
  const item = typeof id === "string" && ID.test(id) && itemOf(id);
  if (!item) return;
  if (host.querySelector(".keyline").dataset.hydrated === "on") host.goTo(id);
  else location.replace(`#${item.id}`);
  choose(item);
}

if (parent !== self) {
  document.documentElement.dataset.framed = "";
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || !data) return;
    if (data.type === "keyline-go-to") goTo(data.id);
    // pym.js sends the width of the frame to request the height.
    else if (child && typeof data === "string" && data.startsWith(pym("width", ""))) report(true);
  });
  addEventListener("resize", () => {
    report();
    if (chosen && performance.now() - since < SETTLING) bringSoon();
  });
  addEventListener("load", () => REPEATS.forEach(seconds => setTimeout(report, seconds * 1000, true)));
  host.addEventListener("keyline-ready", () => report());
  host.addEventListener("keyline-select", ({ detail }) => detail.id && choose(itemOf(detail.id)));
  // The observer doesn't run while the frame is out of sight.
  new ResizeObserver(() => report()).observe(document.documentElement);
  post({ sentinel: "amp", type: "embed-ready" });
  report();
}

// Links out of the story open in a tab of their own. Prerendered links have the attribute already.
addEventListener("click", ({ target }) => target.closest("a[rel='noopener']")?.setAttribute("target", "_blank"), true);
