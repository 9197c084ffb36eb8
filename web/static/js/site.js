// Reads a page, or one answer, aloud with a voice the device itself has: nothing is sent anywhere.
// Where there is no such voice, or no script, nothing is missing but the buttons.
if ("serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {})); // a nicety, no need
}

// A word that is explained elsewhere says what it means where it stands; without a script the link leads there.
document.addEventListener("click", (event) => {
  const term = event.target.closest?.("a.term");
  if (!term || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  const open = term.nextElementSibling;
  const shown = open?.matches(".meaning");
  term.setAttribute("aria-expanded", String(!shown));
  if (shown) return open.remove();
  const meaning = document.createElement("span");
  meaning.className = "meaning";
  meaning.setAttribute("role", "status");
  meaning.textContent = term.title;
  term.after(meaning);
});

(() => {
  "use strict";
  const synthesis = window.speechSynthesis;
  if (!synthesis) return;

  const language = document.documentElement.lang === "en" ? "en" : "zh";
  let reading = null; // the button that was pressed, while something is read

  const voice = () => synthesis.getVoices().find((each) => each.localService && each.lang.startsWith(language));

  // Read piece by piece: some engines stop in the middle of a long text, and the piece read is marked.
  const pieces = (scope) =>
    Array.from(scope.querySelectorAll("h1, h2, h3, p, li, dt, dd"))
      .filter((element) => !element.closest("form, nav, .asks, .aloud, .choices"))
      .filter((element) => !element.querySelector("p, li, h2, h3"))
      .filter((element) => element.innerText.trim());

  const unmark = () => document.querySelectorAll(".spoken").forEach((each) => each.classList.remove("spoken"));

  const stop = () => {
    synthesis.cancel();
    unmark();
    if (!reading) return;
    reading.textContent = reading.dataset.start;
    reading.setAttribute("aria-pressed", "false");
    reading = null;
  };

  const start = (button, scope) => {
    stop();
    const parts = pieces(scope);
    if (!parts.length) return;
    reading = button;
    button.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
    parts.forEach((element, index) => {
      const spoken = new SpeechSynthesisUtterance(element.innerText.trim());
      spoken.voice = voice();
      spoken.lang = spoken.voice.lang;
      spoken.rate = 0.9;
      spoken.onstart = () => {
        unmark();
        element.classList.add("spoken");
      };
      spoken.onend = () => {
        if (index === parts.length - 1 && reading === button) stop();
      };
      synthesis.speak(spoken);
    });
  };

  const equip = (place) => {
    if (place.firstElementChild || !voice()) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.dataset.start = button.textContent = place.dataset.aloud;
    button.dataset.stop = place.dataset.stop;
    button.setAttribute("aria-pressed", "false");
    const scope = place.closest(".said") || document.querySelector("main");
    button.addEventListener("click", () => (reading === button ? stop() : start(button, scope)));
    place.append(button);
  };

  const equipAll = () => document.querySelectorAll("[data-aloud]").forEach(equip);
  const page = document.querySelector("main > .frame > [data-aloud]");
  if (page) document.querySelector("main h1")?.after(page);
  equipAll();
  synthesis.addEventListener?.("voiceschanged", equipAll);
  document.addEventListener("said", equipAll); // the conversation grew
  window.addEventListener("pagehide", stop);
})();
