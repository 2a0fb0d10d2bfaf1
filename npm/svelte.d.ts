// <keyline-story> in Svelte's markup: import type {} from "keyline-story/svelte".

import type { HTMLAttributes } from "svelte/elements";
import type { KeylineStory, KeylineStoryAttributes, KeylineStoryEventMap, Story } from "./index.js";

type Props = Omit<HTMLAttributes<KeylineStory>, keyof KeylineStoryAttributes> &
  KeylineStoryAttributes & { story?: Story | string } & {
    [Name in keyof KeylineStoryEventMap as `on${Name}`]?: (event: KeylineStoryEventMap[Name]) => void;
  };

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "keyline-story": Props;
  }
}
