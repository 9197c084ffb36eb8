// Reads a page aloud where the browser can. Without this file nothing is missing but the button.
(() => {
  "use strict";
  const place = document.querySelector("[data-aloud]");
  if (!place || !("speechSynthesis" in window)) return;

  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  const show = (speaking) => {
    button.textContent = speaking ? place.dataset.stop : place.dataset.aloud;
    button.setAttribute("aria-pressed", String(speaking));
  };

  // Whole pages are cut into sentences: some engines stop in the middle of a long text.
  const sentences = () =>
    Array.from(document.querySelectorAll("main h1, main h2, main p, main li, main dt, main dd"))
      .filter((element) => !element.closest("form, nav, .asks"))
      .filter((element) => !element.querySelector("p, li, h2, h3"))
      .map((element) => element.innerText.trim())
      .filter(Boolean);

  const stop = () => {
    window.speechSynthesis.cancel();
    show(false);
  };

  const start = () => {
    const language = document.documentElement.lang === "en" ? "en" : "zh-CN";
    const parts = sentences();
    parts.forEach((text, index) => {
      const spoken = new SpeechSynthesisUtterance(text);
      spoken.lang = language;
      spoken.rate = 0.9;
      if (index === parts.length - 1) spoken.onend = () => show(false);
      window.speechSynthesis.speak(spoken);
    });
    show(parts.length > 0);
  };

  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") stop();
    else start();
  });
  window.addEventListener("pagehide", stop);
  show(false);
  place.append(button);
  document.querySelector("main h1")?.after(place);
})();
