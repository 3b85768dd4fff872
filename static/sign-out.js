/*
 * Offices share computers: who signs out leaves nothing typed behind. If something has not
 * reached the server yet, they are asked first.
 */
import { clear, countOf, tidy } from "./drafts.js";

const form = document.querySelector("form[data-unsent]");
const { user, unsent } = form.dataset;
const language = document.documentElement.lang === "bn" ? "bn-BD" : "en";

tidy();
form.addEventListener("submit", (event) => {
  const count = countOf(user);
  const sentence = unsent.replace("{count}", new Intl.NumberFormat(language).format(count));
  if (count && !window.confirm(sentence)) {
    event.preventDefault();
  } else {
    clear(user);
  }
});
