import type { Story } from "keyline-story";

export const other: Story = {
  version: 1,
  id: "other",
  title: "Another story",
  timeline: { events: [{ id: "one", date: "2025-03", title: "One event", status: "alleged" }] },
};
