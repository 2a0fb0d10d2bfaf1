import { createApp } from "vue";
import { createRouter, createWebHashHistory, createWebHistory } from "vue-router";
import App from "./App.vue";
import Other from "./Other.vue";
import Story from "./Story.vue";

const history = document.documentElement.dataset.router === "hash" ? createWebHashHistory() : createWebHistory();
const routes = [
  { path: "/", component: Story },
  { path: "/other", component: Other },
  { path: "/:path(.*)*", component: { render: () => "Not found" } },
];

createApp(App).use(createRouter({ history, routes })).mount("#app");
