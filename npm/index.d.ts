// <keyline-story> for TypeScript. The attributes, methods and events are those of docs/embedding.md: a test compares them.

import type { Story } from "./story.js";

export type { Card, Media, Section, Source, Story, Timeline, Track, Update } from "./story.js";
export type { Event as StoryEvent } from "./story.js";

/** The attributes, each as it stands in markup. All are optional. */
export interface KeylineStoryAttributes {
  /** The address of a story, http or https; from elsewhere it takes CORS. Without it: the story in the element. */
  src?: string;
  /** The language of dates and controls (BCP 47). Without it: the story's own, else the nearest ancestor's. */
  lang?: string;
  /** Without it: `auto`, the color scheme that the page uses there. */
  theme?: "auto" | "light" | "dark";
  /** Without it: `oldest`. */
  order?: "oldest" | "newest";
  /** Without it: `brief`. */
  depth?: "brief" | "standard" | "full";
  /** What is open at first. Without it: the main event. */
  open?: "none" | "first" | "all";
  /** The level of the story's title. Without it: `2`. */
  "heading-level"?: 1 | 2 | 3 | 4 | 5 | 6 | "1" | "2" | "3" | "4" | "5" | "6";
  /** Without it: `lazy`, a screen before it is seen. */
  loading?: "lazy" | "eager";
  /** Whether the page's styles are kept out. Without it: `on`. */
  isolate?: "on" | "off";
  /** Whether what was open is kept in the reader's browser. Without it: `off`. */
  storage?: "on" | "off";
}

/** The events by name. They bubble, and leave shadow roots. `detail` has ids and states, never text. */
export interface KeylineStoryEventMap {
  /** It answers. `id` is the story's. */
  "keyline-ready": CustomEvent<{ id: string }>;
  /** It stays as it was. `status` is there for `http`. */
  "keyline-error": CustomEvent<{ reason: KeylineStoryErrorReason; status?: number }>;
  /** An item was opened or closed; with `all`, every item, and `id` is `null`. */
  "keyline-toggle": CustomEvent<{ id: string | null; open: boolean; how: "click" | "key" | "find" | "hash" | "all" }>;
  /** An item was chosen, or none any more. */
  "keyline-select": CustomEvent<{ id: string | null }>;
  /** Other events are shown: `count` of them. `tracks` and `statuses` are ids, `tags` is how many are chosen. */
  "keyline-filter": CustomEvent<{ tracks: string[]; statuses: string[]; tags: number; count: number }>;
  /** So many places have what is searched. */
  "keyline-search": CustomEvent<{ count: number }>;
  /** It was turned around. */
  "keyline-order": CustomEvent<{ order: "oldest" | "newest" }>;
  /** An item's address was copied, or put into the address bar. */
  "keyline-share": CustomEvent<{ id: string; how: "clipboard" | "address" }>;
}

/** Why a story stays as it was. */
export type KeylineStoryErrorReason =
  /** The widget's files can't be had. */
  | "load"
  /** The page's policy forbids WebAssembly. */
  | "csp"
  /** The browser has none. */
  | "no-webassembly"
  /** `src` is neither http nor https. */
  | "src"
  /** Nothing answered, or not to this page (CORS), or only with redirects. */
  | "network"
  /** No answer in 30 seconds. */
  | "timeout"
  /** An answer of another status than 200 to 299. */
  | "http"
  /** An answer without text. */
  | "empty"
  /** What came is no story. */
  | "story"
  /** The widget failed, twice. */
  | "panic";

/** `<keyline-story>`. The class registers nothing: see `define`. */
export class KeylineStory extends HTMLElement {
  /** The story document. Setting it, to an object or to JSON, shows another one; what was open and has the same id stays so. */
  get story(): Story | undefined;
  set story(story: Story | string | undefined);
  /** Opens an event, card, section or source, and brings it into view. */
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
