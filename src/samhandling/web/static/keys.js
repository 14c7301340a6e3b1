// A digit chooses an answer while focus is in the form. A text field keeps its digits.
for (const form of document.querySelectorAll("form[data-keys]")) {
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.type === "text") return;
    const answer = /^[1-9]$/.test(event.key) && form.querySelectorAll("input[type=radio]")[event.key - 1];
    if (!answer) return;
    event.preventDefault();
    answer.checked = true;
    answer.focus();
  });
}
