// The class without its registration.
import { KeylineStory } from "keyline-story";

class Ours extends KeylineStory {}

document.body.dataset.extends = String(Ours.prototype instanceof HTMLElement);
