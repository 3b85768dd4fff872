/*
 * Offices share computers: who signs out leaves nothing typed behind. If something has not
 * reached the server yet, they are asked first.
 */
import { clear, countOf, tidy } from "./drafts.js";
import { counted } from "./sentences.js";

const form = document.querySelector("form[data-unsent]");
const { user, unsent } = form.dataset;

tidy();
form.addEventListener("submit", (event) => {
  const count = countOf(user);
  if (count && !window.confirm(counted(unsent, count))) {
    event.preventDefault();
  } else {
    clear(user);
  }
});
