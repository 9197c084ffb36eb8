// A screen with somebody's facts empties itself when nobody has touched a key; half a minute before, one key keeps it.
const WARN_SECONDS = 30;
const dialog = document.getElementById("leaving");
const left = document.getElementById("leaving-left");
const seconds = Number(dialog.dataset.seconds);
let last = Date.now();

// To a screen without a client, leaving no entry in the history that leads back; on a slow line nothing stays in view.
const clear = () => {
  clearInterval(clock);
  dialog.close();
  document.querySelector("main").hidden = true;
  location.replace(dialog.dataset.clear);
};
const somebody = () =>
  document.querySelector("[name$=-applicant]") || document.getElementById("text")?.value;

for (const kind of ["keydown", "pointerdown", "input"]) {
  document.addEventListener(kind, () => (last = dialog.open ? last : Date.now()), { passive: true });
}
dialog.addEventListener("close", () => (last = Date.now()));
const clock = setInterval(() => {
  if (!somebody()) return void (last = Date.now());
  const gone = (Date.now() - last) / 1000;
  if (gone >= seconds) return clear();
  if (gone < seconds - WARN_SECONDS) return;
  left.textContent = Math.ceil(seconds - gone);
  if (!dialog.open) dialog.showModal();
}, 1000);

document.querySelector("[data-does=clear]").addEventListener("click", (event) => {
  event.preventDefault();
  clear();
});
// Coming back to a page the browser had kept shows a screen without a client.
addEventListener("pageshow", (event) => event.persisted && clear());
