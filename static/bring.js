/*
 * A table copied in Word or Excel is brought with its merged cells and the line breaks inside its
 * cells: the field shows its text, the form carries its HTML as long as nobody changes that text.
 */
const MOST_BYTES = 1_500_000;
const field = document.querySelector("textarea[name=text]");
const kept = document.querySelector("input[name=html]");

const isReplaced = () =>
  !field.value.trim() || (field.selectionStart === 0 && field.selectionEnd === field.value.length);

field.addEventListener("paste", (event) => {
  const html = event.clipboardData?.getData("text/html") || "";
  const text = event.clipboardData?.getData("text/plain") || "";
  if (text && isReplaced() && /<t[rdh][\s>]/i.test(html) && new Blob([html]).size <= MOST_BYTES) {
    event.preventDefault();
    field.value = text;
    kept.value = html;
  }
});

field.addEventListener("input", () => {
  kept.value = "";
});
