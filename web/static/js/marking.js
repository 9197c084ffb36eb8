// Sends how an answer was without loading the page anew. The pressed button stays, so the focus stays on it.
(() => {
  "use strict";
  const form = document.getElementById("mark");
  if (!form || !window.fetch) return;

  const press = (old, fresh) => {
    for (const button of old.querySelectorAll("[aria-pressed]")) {
      const same = fresh.querySelector(`[value="${button.value}"]`);
      button.setAttribute("aria-pressed", same ? same.getAttribute("aria-pressed") : "false");
    }
  };

  // The reasons come and go as a whole; while they are there they are the ones that were there.
  const take = (old, fresh) => {
    const had = old.querySelector(".reasons");
    const has = fresh.querySelector(".reasons");
    press(old, fresh);
    if (had && !has) had.remove();
    if (!had && has) old.append(has);
    old.querySelector("[role=status]").textContent = fresh.querySelector("[role=status]").textContent;
  };

  const send = async (button) => {
    const body = new FormData(form);
    body.set("mark", button.value);
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      credentials: "same-origin",
      headers: { "X-Requested-With": "fetch", "X-CSRFToken": body.get("csrf_token") },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return document.createRange().createContextualFragment(await answer.text()).firstElementChild;
  };

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    const old = button?.closest(".marked");
    if (!old) return;
    event.preventDefault();
    try {
      take(old, await send(button));
    } catch {
      old.querySelector("[role=status]").textContent = form.dataset.failed;
    }
  });
})();
