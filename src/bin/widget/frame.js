// A story's page in a frame of somebody else's: tells the page around it how high it is, and goes to the item that that asks for.

/** How often the height is said again, in seconds after loading: what listens may come late. */
const AGAIN = [1, 3, 9];
/** After an item was chosen, in milliseconds: how long the frame may still get another height, and how long it rests after each. */
const SETTLING = 1000;
const REST = 100;
const ID = /^[a-z0-9][a-z0-9-]*$/;

const host = document.querySelector("keyline-story");
const [story] = host.querySelector(".keyline-title").id.split("/");
/** What pym.js calls the frame, if it would be understood when it is said back. */
const child = new URLSearchParams(location.search).get("childId")?.match(/^(?!.*xPYMx)\S+$/)?.[0];
const pym = (type, value) => ["pym", child, type, value].join("xPYMx");

// Heights and an id of ours: that is nobody's secret.
const post = message => parent.postMessage(message, "*");

let told;

/** Tells the height, if it is another one or `again` says so. It never depends on how high the frame is. */
function tell(again) {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (!height || (height === told && !again)) return;
  told = height;
  post({ sentinel: "amp", type: "embed-size", height });
  post({ "datawrapper-height": { [story]: height } });
  if (child) post(pym("height", height));
}

/** What the reader is to see, since when, and when that is looked after. */
let chosen, since, rest;

function look() {
  clearTimeout(rest);
  rest = setTimeout(bring, REST, chosen);
}

/** Where the frame is as high as its content, it is the page around that scrolls, and only the browser knows what of it is seen. */
function bring(item) {
  const seen = new IntersectionObserver(([{ intersectionRatio }]) => {
    seen.disconnect();
    if (intersectionRatio >= 0.5) return;
    item.scrollIntoView();
    // In WebKit a frame of another origin can't scroll the page around. pym.js does it for who asks.
    if (child) post(pym("scrollToChildPos", Math.floor(item.getBoundingClientRect().top + scrollY)));
  });
  seen.observe(item);
}

function choose(id) {
  const item = document.getElementById(`${story}/${id}`);
  if (!item) return;
  chosen = item.matches(".keyline-body") ? item.parentElement.querySelector("summary") : item;
  since = performance.now();
  look();
}

/** Goes to an item: by the element that lives, or as any link does. */
function goTo(id) {
  const item = typeof id === "string" && ID.test(id) && document.getElementById(`${story}/${id}`);
  if (!item) return;
  if (host.querySelector(".keyline").dataset.hydrated === "on") host.goTo(id);
  else location.replace(`#${item.id}`);
  choose(id);
}

function heard({ source, data }) {
  if (source !== parent || !data) return;
  if (data.type === "keyline-go-to") goTo(data.id);
  // pym.js tells how wide the frame is now, to be told how high.
  else if (child && typeof data === "string" && data.startsWith(pym("width", ""))) tell(true);
}

if (parent !== self) {
  document.documentElement.dataset.framed = "";
  addEventListener("message", heard);
  addEventListener("resize", () => {
    tell();
    if (chosen && performance.now() - since < SETTLING) look();
  });
  addEventListener("load", () => {
    tell(true);
    for (const seconds of AGAIN) setTimeout(tell, seconds * 1000, true);
  });
  host.addEventListener("keyline-ready", () => tell());
  host.addEventListener("keyline-select", ({ detail }) => detail.id && choose(detail.id));
  // The observer sleeps while the frame is out of sight.
  new ResizeObserver(() => tell()).observe(document.documentElement);
  post({ sentinel: "amp", type: "embed-ready" });
  tell();
}

// What leads out of the story leads out of the frame. What was prerendered says so itself.
addEventListener("click", ({ target }) => {
  const link = target.closest("a[rel='noopener']");
  if (link) link.target = "_blank";
}, true);
