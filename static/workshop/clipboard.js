/* The box for a copied table: what Word and Excel give as a page is sent with the text. */
const box = document.querySelector(".paste-box");
const html = document.querySelector('input[name="html"]');
const note = document.getElementById("pasted-note");
let text = "";

box.addEventListener("paste", (event) => {
  const page = event.clipboardData.getData("text/html");
  const isTable = /<table[\s>]/i.test(page);
  html.value = isTable ? page : "";
  if (isTable) {
    const count = new DOMParser().parseFromString(page, "text/html").querySelectorAll("tr").length;
    const language = document.documentElement.lang === "bn" ? "bn-BD" : "en";
    note.textContent = note.dataset.table.replace("{rows}", new Intl.NumberFormat(language).format(count));
  }
  setTimeout(() => {
    text = box.value;
  });
});
// Typed over: then the text is meant.
box.addEventListener("input", ({ inputType }) => {
  if (inputType !== "insertFromPaste" && box.value !== text) {
    html.value = "";
    note.textContent = "";
  }
});
