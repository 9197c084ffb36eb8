// Buttons that only a script can offer: send the address on, copy it, print. Without one the address stands there to copy.
const button = (label, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = label;
  made.addEventListener("click", () => act(made));
  return made;
};

const equip = (place) => {
  const { share, copy, copied, print, title } = place.dataset;
  const field = place.querySelector("input");
  const address = field?.value;
  const row = document.createElement("p");
  row.className = "asks";
  if (share && navigator.share) {
    // Closing the device's own window of choices is no fault.
    row.append(button(share, () => navigator.share({ title, url: address }).catch(() => {})));
  }
  if (copy && navigator.clipboard) {
    row.append(
      button(copy, async (pressed) => {
        await navigator.clipboard.writeText(address);
        pressed.textContent = copied;
      }),
    );
  }
  if (print) row.append(button(print, () => window.print()));
  place.append(...(field ? [row] : row.childNodes));
  field?.addEventListener("focus", () => field.select());
};

document.querySelectorAll(".take").forEach(equip);
