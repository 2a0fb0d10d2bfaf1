import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

const isCustomElement = tag => tag === "keyline-story";

export default defineConfig({
  build: { rolldownOptions: { input: ["index.html", "hash.html"] } },
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
});
