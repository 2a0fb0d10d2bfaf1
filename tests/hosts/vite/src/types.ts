// What the declarations take, and what they don't: `tsc` fails where an expected error is none.
import { type KeylineStory, type KeylineStoryAttributes, type Story, type StoryEvent, define } from "keyline-story";

const right: Story = {
  version: 1,
  id: "a",
  title: "A",
  timeline: { events: [{ id: "b", date: "19XX", title: "B", media: { kind: "image", src: "b.png", alt: "B" } }] },
};
// @ts-expect-error there is no version 2
const version: Story = { ...right, version: 2 };
// @ts-expect-error a story has a title
const untitled: Story = { version: 1, id: "a" };
// @ts-expect-error the field is called `title`
const misspelt: StoryEvent = { id: "b", date: "2025", titel: "B" };
// @ts-expect-error nothing is rumoured
const rumour: StoryEvent = { id: "b", date: "2025", title: "B", status: "rumoured" };
// @ts-expect-error an image needs a description
const silent: StoryEvent = { id: "b", date: "2025", title: "B", media: { kind: "image", src: "b.png" } };

const host: KeylineStory = document.createElement("keyline-story");
host.story = right;
host.story = JSON.stringify(right);
const title: string | undefined = host.story?.title;
// @ts-expect-error a number is no story
host.story = 1;
host.goTo("b");
// @ts-expect-error an item has an id
host.goTo();
host.expandAll();
host.collapseAll();
host.retry();
define();

host.addEventListener("keyline-toggle", ({ detail }) => {
  const id: string | null = detail.id;
  // @ts-expect-error text is in no event
  return [id, detail.title];
});
document.addEventListener("keyline-error", ({ detail: { reason } }) => {
  const known: "csp" | undefined = reason === "csp" ? reason : undefined;
  // @ts-expect-error there is no such reason
  return known ?? reason === "weather";
});

const attributes: KeylineStoryAttributes = { order: "newest", "heading-level": 3, storage: "on" };
// @ts-expect-error there are three themes
const theme: KeylineStoryAttributes = { theme: "sepia" };

export { attributes, misspelt, rumour, silent, theme, title, untitled, version };
