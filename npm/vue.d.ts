// <keyline-story> in Vue's templates: import type {} from "keyline-story/vue".

import type { HTMLAttributes } from "vue";
import type { KeylineStoryAttributes, KeylineStoryEventMap, Story } from "./index.js";

/** `onKeylineToggle` listens to `keyline-toggle`. */
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : Name;

type Props = Omit<HTMLAttributes, keyof KeylineStoryAttributes> &
  KeylineStoryAttributes & { story?: Story | string } & {
    [Name in keyof KeylineStoryEventMap as `on${Capitalize<Camel<Name>>}`]?: (event: KeylineStoryEventMap[Name]) => void;
  };

declare module "vue" {
  interface GlobalComponents {
    "keyline-story": new () => { $props: Props };
  }
}
