import type { Story } from "keyline-story";
import "keyline-story/define";
import type {} from "keyline-story/react";
import { useState } from "react";
import json from "../story.json";
import { other } from "./other";

export function App() {
  const [order, setOrder] = useState<"oldest" | "newest">("oldest");
  const [story, setStory] = useState(json as Story);
  const [recorded, setRecorded] = useState("");
  return (
    <>
      <button id="order" onClick={() => setOrder("newest")}>
        Order
      </button>
      <button id="other" onClick={() => setStory(other)}>
        Another story
      </button>
      <output id="recorded">{recorded}</output>
      <keyline-story
        className="story"
        story={story}
        order={order}
        onkeyline-toggle={({ detail: { id, open, how } }) => setRecorded(`${id} ${open ? "open" : "closed"} ${how}`)}
      >
        <p>It comes soon.</p>
      </keyline-story>
    </>
  );
}

// @ts-expect-error there are two orders
export const wrong = <keyline-story order="random" />;
