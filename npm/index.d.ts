// <keyline-story> for TypeScript. The attributes, methods and events are those of docs/embedding.md: a test compares them.

import type { Story } from "./story.js";

export type { Card, Media, Section, Source, Story, Timeline, Track, Update } from "./story.js";
export type { Event as StoryEvent } from "./story.js";

/** The attributes, as in markup. All are optional. */
export interface KeylineStoryAttributes {
  /** The address of a story, http or https; another host needs CORS. Without it: the story in the element. */
  src?: string;
  /** The language of dates and controls (BCP 47). Without it: the story's own, else the nearest ancestor's. */
  lang?: string;
  /** Without it: `auto`, the color scheme that the page uses there. */
  theme?: "auto" | "light" | "dark";
  /** Without it: `oldest`. */
  order?: "oldest" | "newest";
  /** Without it: `standard`. */
  depth?: "brief" | "standard" | "full";
  /** What is open at first. Without it: the main event. */
  open?: "none" | "first" | "all";
  /** The parts that are not hidden, with spaces or commas between them: header, contents, cards, timeline, prose, sources, updates. */
  show?: string;
  /** Whether the title and the lines below it are shown. Without it: `on`. */
  header?: "on" | "off";
  /** How many events a long list leaves in sight, 1 to 255. Without it: 10. */
  "max-events"?: number | `${number}`;
  /** The level of the story's title. Without it: `2`. */
  "heading-level"?: 1 | 2 | 3 | 4 | 5 | 6 | "1" | "2" | "3" | "4" | "5" | "6";
  /** Without it: `lazy`, a screen before it is seen. */
  loading?: "lazy" | "eager";
  /** Whether the page's styles are kept out. Without it: `on`. */
  isolate?: "on" | "off";
  /** Whether what was open is kept in the reader's browser. Without it: `off`. */
  storage?: "on" | "off";
  /** Whether the page's fragment shows the story's state; never where it begins with `#/` or `#!`. Without it: `on`. */
  address?: "on" | "off";
}

/** The events by name. They bubble, and leave shadow roots. `detail` has ids and states, never text. */
export interface KeylineStoryEventMap {
  /** The story is interactive. `id` is the story's. */
  "keyline-ready": CustomEvent<{ id: string }>;
  /** The story stays as it was. `status` is only present for `http`. */
  "keyline-error": CustomEvent<{ reason: KeylineStoryErrorReason; status?: number }>;
  /** An item was opened or closed; with `all`, every item, and `id` is `null`. */
  "keyline-toggle": CustomEvent<{ id: string | null; open: boolean; how: "click" | "key" | "find" | "hash" | "all" }>;
  /** An item was selected, or the selection ended. */
  "keyline-select": CustomEvent<{ id: string | null }>;
  /** The filters have changed. `count` events are shown; `tracks` and `statuses` are ids, `tags` is the number of chosen tags. */
  "keyline-filter": CustomEvent<{ tracks: string[]; statuses: string[]; tags: number; count: number }>;
  /** A search has ended. `count` places match. */
  "keyline-search": CustomEvent<{ count: number }>;
  /** The order has changed. */
  "keyline-order": CustomEvent<{ order: "oldest" | "newest" }>;
  /** An item's address was copied, or is in an address bar. */
  "keyline-share": CustomEvent<{ id: string; how: "clipboard" | "address" }>;
}

/** Why a story stays as it was. */
export type KeylineStoryErrorReason =
  /** The widget's files can't be loaded. */
  | "load"
  /** The page's policy forbids WebAssembly. */
  | "csp"
  /** The browser has none. */
  | "no-webassembly"
  /** `src` is neither http nor https. */
  | "src"
  /** No response, or none for this page (CORS), or too many redirects. */
  | "network"
  /** No response within 30 seconds. */
  | "timeout"
  /** A response with a status other than 200 to 299. */
  | "http"
  /** A response without text. */
  | "empty"
  /** There is no story, or it has no title. */
  | "story"
  /** The widget has panicked twice. */
  | "panic";

/** `<keyline-story>`. The class registers nothing: see `define`. */
export class KeylineStory extends HTMLElement {
  /** The story document. Set it to an object or to JSON to show another one; open items with the same ids stay open. */
  get story(): Story | undefined;
  set story(story: Story | string | undefined);
  /** Opens an event, card, section or source, and brings it into view. It returns before that. */
  goTo(id: string): void;
  /** Opens everything. */
  expandAll(): void;
  /** Closes everything. */
  collapseAll(): void;
  /** Tries again what failed. */
  retry(): void;
}

/** Registers `<keyline-story>`, once; outside of a browser it does nothing. */
export function define(): void;

declare global {
  interface HTMLElementTagNameMap {
    "keyline-story": KeylineStory;
  }

  interface GlobalEventHandlersEventMap extends KeylineStoryEventMap {}
}
