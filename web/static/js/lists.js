// Says that a file is too large before it is sent; the server says the same afterwards.
const field = document.querySelector("input[type=file][data-most]");
if (field) {
  field.addEventListener("change", () => {
    const file = field.files[0];
    const large = file && file.size > Number(field.dataset.most);
    field.setCustomValidity(large ? field.dataset.large : "");
    if (large) field.reportValidity();
  });
}
