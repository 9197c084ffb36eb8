// Says two minutes before an idle session ends that it will, and lets one key keep it.
// The server alone decides when it has ended; this only shows it, and hides the page on a shared desk.
const dialog = document.getElementById("idle");
const WARN_SECONDS = 120;
const TELL_EVERY_SECONDS = 60;

if (dialog) {
  const seconds = Number(dialog.dataset.seconds);
  const warn = Math.min(WARN_SECONDS, seconds / 2);
  const left = dialog.querySelector("#idle-left");
  const form = dialog.querySelector("form");
  let last = Date.now(); // when the server last knew that somebody is there
  let active = false; // whether somebody has been since

  const stay = async () => {
    const answer = await fetch(dialog.dataset.stay, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Fragment": "1" },
    }).catch(() => null);
    if (!answer) return; // no network: the next tick tries again
    if (answer.status === 401) return ended();
    last = Date.now();
    active = false;
    if (dialog.open) dialog.close();
  };

  const ended = () => {
    clearInterval(clock);
    const link = document.createElement("a");
    link.className = "button";
    link.href = dialog.dataset.signIn;
    link.target = "_blank";
    link.textContent = dialog.dataset.open;
    const says = document.createElement("p");
    says.textContent = dialog.dataset.ended;
    dialog.replaceChildren(says, link);
    link.addEventListener("click", () => dialog.close());
    if (!dialog.open) dialog.showModal();
    document.dispatchEvent(new Event("idle-ended"));
  };

  const tick = () => {
    const idle = (Date.now() - last) / 1000;
    if (active && !dialog.open && idle > Math.min(TELL_EVERY_SECONDS, warn / 2)) return void stay();
    if (idle >= seconds) return void stay(); // the answer tells whether it has really ended
    if (idle < seconds - warn) return;
    left.textContent = Math.ceil(seconds - idle);
    if (!dialog.open) dialog.showModal();
  };

  const clock = setInterval(tick, 1000);
  for (const kind of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(kind, () => (active = active || !dialog.open), { passive: true });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    stay();
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault(); // Escape is a key too: whoever presses it is there
    stay();
  });
  // A working page of ours tells by its own requests that somebody is there.
  document.addEventListener("desk-busy", () => (last = Date.now()));
}
