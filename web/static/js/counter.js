// The counter's screen follows every key: the form is sent, its lower half comes back. Without a script its buttons do.
// What was on the screen before a sentence was begun is kept as `base`: a sentence half undone takes back its facts.
const form = document.getElementById("counter");
const WAIT_MS = 60;
const text = form.querySelector("#text");
const work = form.querySelector("#work");
const failed = form.querySelector("#counter-failed");
const keys = document.getElementById("keys");
const LEFT_OUT = ["text", "csrf_token", "agreed", "slip"];

// Every field below the line, as pairs.
const read = () => [...new FormData(form)].filter(([name]) => !LEFT_OUT.includes(name));

let base = read();
let heard = text.value; // the sentence that what stands below was made with
let timer = null;
let leaving = null;

// One step after another, in the order of the keys: no answer overtakes a later one.
let tail = Promise.resolve();
const next = (step) => (tail = tail.then(step, step));

// What has the focus, so that it has it again: a question answered hands it to the next one.
const focused = () => {
  const now = document.activeElement;
  if (!work.contains(now)) return null;
  return now.closest("[data-ask]") ? "[data-ask] button, [data-ask] input" : now.id ? `#${CSS.escape(now.id)}` : "";
};

const says = async (answer) => {
  const problem = answer?.headers.get("Content-Type")?.includes("problem+json");
  return problem ? (await answer.json()).detail : form.dataset.failed;
};

// Sends these fields and shows what comes back; false where nothing has changed on the screen.
const send = async (fields, sentence = "") => {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  for (const name of ["csrf_token", "slip"]) body.append(name, form.elements[name].value);
  body.append("text", sentence);
  const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "1" } }).catch(() => null);
  failed.hidden = Boolean(answer?.ok);
  if (!answer?.ok) {
    failed.textContent = await says(answer);
    return false;
  }
  const back = focused();
  work.innerHTML = await answer.text();
  if (back !== null) ((back && work.querySelector(back)) || text).focus();
  document.dispatchEvent(new Event("desk-busy"));
  return true;
};

const hear = async () => {
  clearTimeout(timer);
  const sentence = text.value;
  if (sentence === heard) return true;
  const done = await send(base, sentence);
  if (done) heard = sentence;
  return done;
};

// A sentence is done: its facts stay, the line is empty for the next one.
const settle = () => {
  text.value = heard = "";
  base = read();
};

const typed = () => {
  clearTimeout(timer);
  timer = setTimeout(() => next(hear), WAIT_MS);
};
text.addEventListener("input", (event) => event.isComposing || typed());
text.addEventListener("compositionend", typed);

work.addEventListener("change", () => {
  const fields = read();
  next(async () => (await send(fields)) && settle());
});

form.addEventListener("submit", (event) => {
  const pressed = event.submitter;
  if (leaving === pressed) return void (leaving = true); // on its way; pressed again it does nothing more
  event.preventDefault();
  if (leaving) return;
  next(async () => {
    if (!(await hear())) return;
    if (pressed?.hasAttribute("formaction")) {
      settle();
      leaving = pressed;
      return form.requestSubmit(pressed);
    }
    if (pressed?.name) return (await send([...read(), [pressed.name, pressed.value]])) && settle();
    // Nothing heard: what was typed stays, it may be a search.
    if (JSON.stringify(read()) !== JSON.stringify(base)) settle();
  });
});
const press = (what) => form.querySelector(`[data-does=${what}]`)?.click();
const does = {
  sentence: () => text.focus(),
  question: () => work.querySelector("[data-ask] button, [data-ask] input")?.focus(),
  person: () => {
    const tabs = [...work.querySelectorAll("[name=look]")];
    const now = tabs.findIndex((tab) => tab.hasAttribute("aria-current"));
    tabs[(now + 1) % tabs.length]?.click();
  },
  agree: () => form.querySelector("#agreed").click(),
  print: () => press("print"),
  case: () => press("case"),
  clear: () => press("clear"),
  keys: () => (keys.open ? keys.close() : keys.showModal()),
};
const bound = Object.fromEntries([...keys.querySelectorAll("[data-code]")].map(({ dataset }) => [dataset.code, dataset.key]));

document.addEventListener("keydown", (event) => {
  // 229 is what a key is while an input method is choosing a word.
  if (event.isComposing || event.keyCode === 229) return;
  const alt = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (alt && does[bound[event.code]]) {
    event.preventDefault();
    return does[bound[event.code]]();
  }
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches?.("input, select, textarea")) return;
  if (event.key === "?") return does.keys();
  const question = event.target.closest?.("[data-ask]");
  const button = /^[0-9]$/.test(event.key) && question?.querySelector(`[data-key="${event.key}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
