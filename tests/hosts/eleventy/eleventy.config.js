import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

export default function (eleventy) {
  // Nothing is bundled: the package's files find one another where they are.
  eleventy.addPassthroughCopy({ "node_modules/keyline-story": "keyline-story" });
  eleventy.addPassthroughCopy("page.js");
  eleventy.addGlobalData("story", () => JSON.parse(readFileSync("story.json")));
  // A `<` in a script could end it.
  eleventy.addFilter("json", data => JSON.stringify(data).replaceAll("<", "\\u003c"));
  // Into the article's page the whole story goes as text.
  eleventy.on("eleventy.after", () => {
    execFileSync(process.env.KEYLINE ?? "keyline", ["page", "story.json", "--shell", "dist/index.html", "-o", "dist/index.html"]);
  });
}

export const config = { dir: { input: "pages", output: "dist", includes: "../layouts" } };
