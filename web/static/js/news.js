// Asks every second whether a part of the page is out of date. Without it: reload the page.
const EVERY_MS = 1000;
const part = document.getElementById("board") || document.getElementById("log");
const failed = document.getElementById("failed");
const title = document.title;
let mark = "";
let misses = 0;
let clock = 0;

const scrolled = () => {
  const talk = part.querySelector(".talk");
  if (talk) talk.scrollTop = talk.scrollHeight;
};

const count = () => {
  const waiting = Number(part.querySelector("[data-waiting]")?.dataset.waiting || 0);
  document.title = waiting ? `(${waiting}) ${title}` : title;
};

// Who is in the middle of pressing something must not have it taken from under the finger.
const busy = () => part.matches(":active") || (part.contains(document.activeElement) && document.activeElement.matches("select"));

// What is focused, by where it leads: the same thing in the new part gets the focus back.
const leads = (element) => element.getAttribute("href") || element.form?.getAttribute("action") || element.className;

const show = (html) => {
  const before = part.querySelector(".state")?.dataset;
  const focused = part.contains(document.activeElement) ? leads(document.activeElement) : "";
  part.innerHTML = html;
  const again = focused && [...part.querySelectorAll("a, button, [tabindex]")].find((each) => leads(each) === focused);
  if (again) again.focus({ preventScroll: true });
  count();
  scrolled();
  const after = part.querySelector(".state")?.dataset;
  // Somebody else took it over or it ended: the buttons around it are no longer true.
  const writing = document.getElementById("text")?.value;
  if (before && after && (before.mine !== after.mine || before.status !== after.status) && !writing) location.reload();
};

const ask = async () => {
  try {
    const headers = { "X-Fragment": "1", ...(mark && { "If-None-Match": mark }) };
    const answer = await fetch(part.dataset.news, { headers, cache: "no-store" });
    if (answer.status === 401) return clearInterval(clock);
    if (answer.status === 200 && !busy()) {
      mark = answer.headers.get("ETag") || "";
      show(await answer.text());
    }
    misses = answer.status >= 500 ? misses + 1 : 0;
  } catch {
    misses += 1; // the network may be back at the next round
  }
  failed.hidden = misses < 3;
  failed.textContent = misses < 3 ? "" : part.dataset.failed;
};

if (part) {
  count();
  scrolled();
  let asking = false;
  clock = setInterval(async () => {
    if (asking) return;
    asking = true;
    await ask();
    asking = false;
  }, EVERY_MS);
  document.addEventListener("idle-ended", () => clearInterval(clock));
}
