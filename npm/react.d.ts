// <keyline-story> in React 19's JSX: import type {} from "keyline-story/react".

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { KeylineStory, KeylineStoryAttributes, KeylineStoryEventMap, Story } from "./index.js";

type Props = Omit<DetailedHTMLProps<HTMLAttributes<KeylineStory>, KeylineStory>, keyof KeylineStoryAttributes> &
  KeylineStoryAttributes & { story?: Story | string } & {
    [Name in keyof KeylineStoryEventMap as `on${Name}`]?: (event: KeylineStoryEventMap[Name]) => void;
  };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "keyline-story": Props;
    }
  }
}
