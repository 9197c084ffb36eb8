// Sends a message without loading the page anew. Without this file the same forms work, with a reload.
(() => {
  "use strict";
  const log = document.getElementById("log");
  const form = document.getElementById("say");
  const choices = document.getElementById("choices");
  if (!log || !form || !choices || !window.fetch) return;

  const box = document.getElementById("message");
  const status = document.getElementById("status");
  const wrong = document.getElementById("wrong");
  const waiting = document.getElementById("waiting");
  const left = document.getElementById("left");
  const words = form.dataset;
  const most = box.maxLength;
  let busy = false;
  let plainNext = false;
  let listening = 0;

  const count = () => {
    left.textContent = words.left.replace("{}", String(most - box.value.length));
  };

  const complain = (text) => {
    wrong.textContent = text;
    if (text) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  };

  const show = (html) => {
    const part = document.createRange().createContextualFragment(html);
    // What is shown already came by another way: it must not be read out twice.
    part.querySelectorAll("[data-seq]").forEach((said) => {
      if (said.dataset.seq !== "0" && log.querySelector(`[data-seq="${said.dataset.seq}"]`)) said.remove();
    });
    const first = part.firstElementChild;
    if (!first) return;
    if (part.querySelector('[data-outcome="handoff"]')) listen();
    log.append(part);
    document.dispatchEvent(new Event("said"));
    document.getElementById("forget").hidden = false;
    first.scrollIntoView({ block: "start" });
  };

  // Said only when it changes, so that a screen reader does not repeat it every few seconds.
  const tell = (text) => {
    if (waiting.textContent === text) return;
    waiting.textContent = text;
    waiting.hidden = !text;
  };

  // Somebody was asked for: what they write appears by itself.
  const listen = () => {
    if (listening) return;
    listening = window.setInterval(async () => {
      if (busy || document.hidden) return;
      const seqs = Array.from(log.querySelectorAll("[data-seq]"), (said) => Number(said.dataset.seq));
      try {
        const answer = await fetch(`${log.dataset.since}?after=${Math.max(0, ...seqs)}`);
        if (answer.status !== 200) return;
        const news = await answer.json();
        show(news.html);
        tell(news.waiting);
      } catch {
        status.textContent = ""; // the next round tries again
      }
    }, 4000);
  };

  const saysOf = async (answer) => {
    if (answer.status === 429) return words.often;
    if (answer.status === 422) return (await answer.json()).detail;
    // A form that has grown stale is sent the plain way next: the page that comes back is fresh.
    plainNext = true;
    return answer.status === 400 ? words.stale : words.failed;
  };

  const send = async (sender, message) => {
    const body = new FormData(sender);
    body.set("message", message);
    const answer = await fetch(sender.action, {
      method: "POST",
      body,
      credentials: "same-origin",
      headers: { "X-Requested-With": "fetch", "X-CSRFToken": body.get("csrf_token") },
    });
    if (!answer.ok) return saysOf(answer);
    show(await answer.text());
    if (sender === form) {
      box.value = "";
      count();
    }
    return "";
  };

  const submit = async (event) => {
    const sender = event.target;
    if (plainNext) return; // the browser does it
    event.preventDefault();
    const message = event.submitter && event.submitter.name === "message" ? event.submitter.value : box.value;
    if (busy || !message.trim()) return;
    busy = true;
    complain("");
    status.textContent = words.thinking;
    log.setAttribute("aria-busy", "true");
    try {
      complain(await send(sender, message));
    } catch {
      plainNext = true;
      complain(words.failed);
    } finally {
      log.removeAttribute("aria-busy");
      status.textContent = "";
      busy = false;
    }
  };

  form.addEventListener("submit", submit);
  choices.addEventListener("submit", submit);
  box.addEventListener("input", count);

  // Enter sends, Shift+Enter begins a line; an Enter that picks a word of the input method does neither.
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    form.requestSubmit();
  });
  count();
  if ("waiting" in log.dataset) listen();
})();
