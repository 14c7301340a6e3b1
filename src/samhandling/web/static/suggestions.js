// While focus is in the form of a suggestion: j goes on without an answer, k goes back, u takes the last answer back. Enter confirms by itself.
for (const form of document.querySelectorAll("form[data-steps]")) {
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.type === "text") return;
    const way = { j: "[data-step=next]", k: "[data-step=previous]", u: "[data-step=undo]" }[event.key];
    const found = way && document.querySelector(way);
    if (!found) return;
    event.preventDefault();
    found.click();
  });
}
