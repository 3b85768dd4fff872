/*
 * A filter that is chosen with the mouse or a finger applies at once. With the keyboard every
 * arrow key changes the choice, so there the button decides, as it does without this script.
 */
(() => {
  for (const form of document.querySelectorAll("form[data-applies-at-once]")) {
    let byKeyboard = false;
    form.addEventListener("keydown", () => {
      byKeyboard = true;
    });
    form.addEventListener("pointerdown", () => {
      byKeyboard = false;
    });
    form.addEventListener("change", () => {
      if (!byKeyboard) form.requestSubmit();
    });
  }
})();
