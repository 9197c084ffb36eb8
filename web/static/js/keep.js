// A result kept on this device to be read without a network: only when its reader presses the button.
(() => {
  "use strict";
  if (!("caches" in window) || !("serviceWorker" in navigator)) return;
  const MINE = "mine";

  const button = document.querySelector("[data-keep]");
  if (button) {
    button.closest("[hidden]")?.removeAttribute("hidden");
    button.addEventListener("click", async () => {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const cache = await caches.open(MINE);
      await cache.put(`/kept/${Date.now()}`, answer);
      button.disabled = true;
      button.textContent = button.dataset.kept;
    });
  }

  const place = document.querySelector(".kept-results");
  if (!place) return;
  const list = place.querySelector("ul");
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  const show = async () => {
    const kept = await (await caches.open(MINE)).keys();
    place.hidden = kept.length === 0;
    list.replaceChildren(
      ...kept.reverse().map(({ url }) => {
        const link = document.createElement("a");
        const path = new URL(url).pathname;
        link.href = path;
        link.textContent = day.format(new Date(Number(path.split("/").pop())));
        const item = document.createElement("li");
        item.append(link);
        return item;
      }),
    );
  };
  place.querySelector("[data-forget]").addEventListener("click", async () => {
    await caches.delete(MINE);
    await show();
  });
  show();
})();
