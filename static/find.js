/*
 * The search opens from any page with / and the keys are shown with ?, never while somebody types.
 */
const panel = document.querySelector("#find");
const link = document.querySelector("[data-find]");
const keys = document.querySelector("#page-keys");

// A field of a dialog that has just closed may hold the focus a moment longer.
const isTyping = (target) =>
  target.closest?.("input, textarea, select, [contenteditable]") && !target.closest("dialog:not([open])");
const isBusy = () => document.querySelector("dialog[open]");

function open() {
  panel.showModal();
  panel.querySelector("[name=q]").select();
}

link.addEventListener("click", (event) => {
  if (!(event.ctrlKey || event.metaKey || event.shiftKey || event.button)) {
    event.preventDefault();
    open();
  }
});

for (const dialog of [panel, keys]) {
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
}

document.addEventListener("keydown", (event) => {
  const isOther = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented;
  if (isOther || isTyping(event.target) || isBusy()) {
    return;
  }
  if (event.key === "/") {
    event.preventDefault();
    open();
  } else if (event.key === "?" && !document.querySelector("[data-keys]")) {
    // The monthly form has more keys, and shows them itself.
    event.preventDefault();
    keys.showModal();
  }
});
