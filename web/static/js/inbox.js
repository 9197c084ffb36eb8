// Puts a suggestion into the reply without a reload, and sends with Enter. Without it the same buttons work.
const form = document.getElementById("write");
if (form) {
  const box = document.getElementById("text");
  document.querySelectorAll("button[name=insert]").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const text = document.querySelector(`[data-suggestion="${button.value}"]`).textContent;
      box.value = [box.value.trimEnd(), text].filter(Boolean).join("\n").slice(0, box.maxLength);
      box.focus();
    });
  });
  // An Enter that picks a word of the input method does not send.
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector(".row button"));
  });
}
