const host = document.querySelector("keyline-story");
const other = {
  version: 1,
  id: "other",
  title: "Another story",
  timeline: { events: [{ id: "one", date: "2025-03", title: "One event", status: "alleged" }] },
};

document.querySelector("#order").onclick = () => host.setAttribute("order", "newest");
document.querySelector("#other").onclick = () => (host.story = other);
host.addEventListener("keyline-toggle", ({ detail: { id, open, how } }) => {
  document.querySelector("#recorded").value = `${id} ${open ? "open" : "closed"} ${how}`;
});
