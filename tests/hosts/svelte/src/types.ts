// What the declarations don't take: `svelte-check` fails where an expected error is none.
import type {} from "keyline-story/svelte";
import type { SvelteHTMLElements } from "svelte/elements";

// @ts-expect-error there are two orders
export const wrong: SvelteHTMLElements["keyline-story"] = { order: "random" };
