import type { Story } from "keyline-story";
import "keyline-story/define";
import json from "../story.json";
import { other } from "./other";

const host = document.querySelector("keyline-story")!;
host.story = json as Story;

const button = (id: string) => document.querySelector<HTMLButtonElement>(`#${id}`)!;
button("order").onclick = () => host.setAttribute("order", "newest");
button("other").onclick = () => (host.story = other);

document.addEventListener("keyline-toggle", ({ detail: { id, open, how } }) => {
  document.querySelector("output")!.value = `${id} ${open ? "open" : "closed"} ${how}`;
});
