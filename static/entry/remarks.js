/* Remarks: opened over the row, and by a link to them from wherever one is asked for a reason. */
import { form, remarksOf } from "./fields.js";

/** Open a row's remarks and write in them. */
export function openRemarks(id) {
  const field = remarksOf(id);
  if (field) {
    field.closest("details").open = true;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }
}

/** Whoever leaves remarks without having written any leaves no room for them. */
export function closeRemarks(field) {
  field.closest("details").open = Boolean(field.value.trim());
}

/** The address may name a row's remarks. */
function openNamed() {
  const named = /^#remarks-(\d+)$/.exec(window.location.hash);
  if (named) {
    openRemarks(named[1]);
  }
}

/** When the browser goes there itself, before or after, it takes the focus away: asked again. */
const ASKED_AGAIN = [0, 100, 400, 1000];

export function openAddressed() {
  askAgain();
  if (document.readyState !== "complete") {
    window.addEventListener("load", askAgain, { once: true });
  }
}

function askAgain() {
  for (const wait of ASKED_AGAIN) {
    setTimeout(() => {
      if (document.activeElement === document.body) {
        openNamed();
      }
    }, wait);
  }
}

window.addEventListener("hashchange", openNamed);
// The same link once more changes no address.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href*="#remarks-"]');
  if (link && link.href === window.location.href) {
    event.preventDefault();
    openNamed();
  }
});
// Whoever opens them by hand wants to write.
form.addEventListener("click", (event) => {
  const details = event.target.closest("summary")?.closest(".remarks");
  if (details && !details.open) {
    setTimeout(() => details.querySelector("textarea").focus());
  }
});
