// The list page: leaves blanks out of the address, and sets out from where the visitor stands once they ask.
// Their place stays in their browser: a cookie of these pages that ends within the hour, never the address.
const HOUR_SECONDS = 3600;
const DECIMALS = 4; // about ten metres

const form = document.querySelector(".finder");

form?.addEventListener("submit", () => {
  for (const each of form.elements) if (each.name && !each.value) each.disabled = true;
});
// A page that comes back from the browser's memory has its fields again.
window.addEventListener("pageshow", () => {
  for (const each of form?.elements ?? []) each.disabled = false;
});

const here = document.querySelector("[data-here]");

const goFrom = ({ coords }) => {
  const place = [coords.latitude, coords.longitude].map((each) => each.toFixed(DECIMALS)).join(":");
  const kept = [`here=${place}`, "path=/providers", `max-age=${HOUR_SECONDS}`, "samesite=lax"];
  if (location.protocol === "https:") kept.push("secure");
  document.cookie = kept.join("; ");
  const address = new URL(location.href);
  address.searchParams.set("near", "here");
  for (const gone of ["cursor", "sort"]) address.searchParams.delete(gone);
  location.assign(address);
};

if (here && "geolocation" in navigator && window.isSecureContext) {
  const [button, said] = [here.querySelector("button"), here.querySelector("[role=status]")];
  const failed = ({ code, PERMISSION_DENIED }) => {
    said.textContent = code === PERMISSION_DENIED ? here.dataset.refused : here.dataset.unknown;
    document.getElementById("near").focus();
  };
  button.addEventListener("click", () => {
    said.textContent = here.dataset.looking;
    navigator.geolocation.getCurrentPosition(goFrom, failed, { maximumAge: 300_000, timeout: 15_000 });
  });
  here.hidden = false;
}
