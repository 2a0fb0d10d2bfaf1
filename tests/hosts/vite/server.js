// A server imports the package, too: nothing throws, and nothing happens. And its manifest is one.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";
import { KeylineStory, define } from "keyline-story";
import "keyline-story/define";

define();
if (typeof KeylineStory !== "function") throw new Error("there is no class");

const require = createRequire(import.meta.url);
const json = name => JSON.parse(readFileSync(require.resolve(name)));
const validate = new Ajv({ allowUnionTypes: true }).compile(json("custom-elements-manifest/schema.json"));
if (!validate(json("keyline-story/custom-elements.json"))) throw new Error(JSON.stringify(validate.errors, null, 2));
json("keyline-story/story.schema.json");
