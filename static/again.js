/*
 * What was refused is sent again: what this tab noted of it was sent just now (form-drafts.js), so
 * that the answer settles it.
 */
const SENT = "lokkho.sent";

document.querySelector("form.again")?.addEventListener("submit", () => {
  try {
    const entry = JSON.parse(sessionStorage.getItem(SENT));
    if (entry) {
      sessionStorage.setItem(SENT, JSON.stringify({ ...entry, at: performance.timeOrigin + performance.now() }));
    }
  } catch {
    // Then what was typed stays on the device, and the next page tells of it.
  }
});
