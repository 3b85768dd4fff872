/*
 * The browser names its button for files, and how many were chosen, in its own language. Here both
 * are said in the page's; the field itself keeps doing the work. Without this script it is shown.
 */
const WORDS = {
  bn: {
    one: "ফাইল বাছাই করুন",
    many: "এক বা একাধিক ফাইল বাছাই করুন",
    photo: "ছবি তুলুন",
    none: "কোনো ফাইল বাছাই করা হয়নি",
    chosen: (count) => `${new Intl.NumberFormat("bn-BD").format(count)}টি ফাইল`,
  },
  en: {
    one: "Choose a file",
    many: "Choose files",
    photo: "Take a photo",
    none: "No file chosen",
    chosen: (count) => `${count} files`,
  },
};
const words = WORDS[document.documentElement.lang] || WORDS.en;

function said({ files }) {
  if (files.length > 1) {
    return words.chosen(files.length);
  }
  return files[0]?.name || words.none;
}

for (const field of document.querySelectorAll("input[type=file]")) {
  const shown = document.createElement("span");
  shown.className = "file-shown form-control";
  shown.setAttribute("aria-hidden", "true");
  const button = document.createElement("span");
  button.className = "file-button";
  button.textContent = field.capture ? words.photo : field.multiple ? words.many : words.one;
  const name = document.createElement("span");
  name.className = "file-name";
  shown.append(button, name);
  const box = document.createElement("span");
  box.className = "file-box";
  field.replaceWith(box);
  box.append(field, shown);
  const tell = () => {
    name.textContent = said(field);
  };
  field.addEventListener("change", () => queueMicrotask(tell));
  field.form?.addEventListener("reset", () => queueMicrotask(tell));
  tell();
}
