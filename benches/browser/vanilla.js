// The hand-written additions to the static page: a filter, open and close all, links to items, and a mark on the event that was opened last.
customElements.define("plain-story", class extends HTMLElement {
  connectedCallback() {
    const bar = this.querySelector(".bar");
    const search = bar.querySelector("input");
    const found = bar.querySelector("output");
    const rows = [...this.querySelectorAll(".events > li")];
    const all = this.getElementsByTagName("details");
    let texts;
    let current;
    let explains;

    const choose = event => {
      current?.removeAttribute("aria-current");
      explains?.classList.remove("explains");
      current = event;
      explains = document.getElementById(event.dataset.card);
      event.setAttribute("aria-current", "true");
      explains?.classList.add("explains");
    };
    const filter = () => {
      const words = search.value.toLowerCase().trim();
      texts ??= rows.map(row => row.textContent.toLowerCase());
      let count = 0;
      for (let index = 0; index < rows.length; index++) {
        const fits = texts[index].includes(words);
        count += fits;
        if (rows[index].hidden === fits) rows[index].hidden = !fits;
      }
      found.value = words && `${count} of ${rows.length} events`;
    };
    const follow = () => {
      const details = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details");
      if (!details || !this.contains(details)) return;
      details.open = true;
      if (details.matches(".event")) choose(details);
      details.scrollIntoView();
    };

    this.addEventListener("click", ({ target }) => {
      const details = target.closest("summary")?.parentElement;
      const button = target.closest(".bar button");
      if (button) for (const details of all) details.open = button.name === "open";
      if (!details || details.open) return;
      // The browser opens it right after this listener.
      history.replaceState(null, "", `#${details.id}`);
      if (details.matches(".event")) choose(details);
    });
    search.addEventListener("input", filter);
    addEventListener("hashchange", follow);
    bar.hidden = false;
    follow();
  }
});
