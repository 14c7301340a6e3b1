// The slider says which day it stands at, to eye and ear. Without this the days at its ends and the button do.
for (const form of document.querySelectorAll("form[data-releases]")) {
  const slider = form.querySelector("input[type=range]");
  const told = form.querySelector("output");
  const tell = () => {
    const words = slider.list.options[slider.value - slider.min].label;
    slider.setAttribute("aria-valuetext", words);
    told.textContent = words;
  };
  slider.addEventListener("input", tell);
  tell();
}
