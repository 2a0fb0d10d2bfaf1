// What is imported and not used is not in the page.
import { KeylineStory } from "keyline-story";

export const unused = () => KeylineStory;

document.body.dataset.runs = "true";
