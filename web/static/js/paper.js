// One key prints. Without a script the browser's own menu does.
const button = document.querySelector("[data-print]");
button.hidden = false;
button.focus();
button.addEventListener("click", () => window.print());
