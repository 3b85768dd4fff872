/*
 * A table copied in Word or Excel is brought with its merged cells and the line breaks inside its
 * cells: the field shows its text, the form carries its HTML as long as nobody changes that text.
 */
const MOST_BYTES = 1_500_000;
const kept = document.querySelector("input[name=html]");
const field = kept.form.querySelector("textarea");
const note = document.getElementById("pasted-note");

const isReplaced = () =>
  !field.value.trim() || (field.selectionStart === 0 && field.selectionEnd === field.value.length);

function carry(html) {
  kept.value = html;
  if (note) {
    note.textContent = html && sentenceOf(html);
  }
}

function sentenceOf(html) {
  const count = new DOMParser().parseFromString(html, "text/html").querySelectorAll("tr").length;
  const language = document.documentElement.lang === "bn" ? "bn-BD" : "en";
  return note.dataset.table.replace("{rows}", new Intl.NumberFormat(language).format(count));
}

field.addEventListener("paste", (event) => {
  const html = event.clipboardData?.getData("text/html") || "";
  const text = event.clipboardData?.getData("text/plain") || "";
  if (text && isReplaced() && /<t[rdh][\s>]/i.test(html) && new Blob([html]).size <= MOST_BYTES) {
    event.preventDefault();
    field.value = text;
    carry(html);
  }
});

field.addEventListener("input", () => carry(""));
