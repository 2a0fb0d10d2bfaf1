// Registers <keyline-story>.

import { define } from "./index.js";
define();
