/*
 * The review by its keys, and evidence in place. Keys that a screen reader or an input method takes
 * for itself are left alone: none is a letter. Without this script every link leads on by itself.
 */
const keys = document.getElementById("keys");
const proof = document.getElementById("proof");
const form = document.querySelector("form.is-review");

const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]");
const rowOf = (element) => element?.closest?.(".indicator-row");

// From finding to finding: first what is of the return as a whole, then row by row.

const findings = [...form.querySelectorAll("[data-finding]")];

/** The finding that follows, or precedes, where one is; from the last the first. */
function findingFrom(element, step) {
  const ordered = step > 0 ? findings : [...findings].reverse();
  const side = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const isOn = (one) => element.compareDocumentPosition(one) & side && !element.contains(one);
  return (form.contains(element) && ordered.find(isOn)) || ordered[0];
}

function goToFinding(step) {
  const finding = findingFrom(document.activeElement, step);
  if (finding) {
    finding.tabIndex = -1;
    finding.focus();
    finding.scrollIntoView({ block: "center" });
  }
}

// A row's note.

function toggleNote(element) {
  const note = rowOf(element)?.querySelector("details.remarks");
  if (note) {
    note.open = true;
    note.querySelector("textarea").focus();
  }
}

function leaveNote(textarea) {
  const note = textarea.closest("details");
  note.open = Boolean(textarea.value.trim());
  note.querySelector("summary").focus();
}

// Evidence in place: pictures are shown, other files are named and can be taken.

const PICTURES = ["jpeg", "png"];
let shown = null;

const filesBeside = (link) => [...link.closest(".evidence-files").querySelectorAll("[data-proof]")];

function showProof(link) {
  shown = link;
  const row = rowOf(link);
  const files = filesBeside(link);
  const picture = proof.querySelector("img");
  const isPicture = PICTURES.includes(link.dataset.proof);
  picture.hidden = !isPicture;
  picture.alt = isPicture ? link.textContent.trim() : "";
  if (isPicture) {
    picture.src = link.href;
  } else {
    picture.removeAttribute("src");
  }
  proof.querySelector("#proof-title").textContent = link.textContent.trim();
  proof.querySelector("[data-figure]").textContent = [
    row.querySelector(".code").textContent.trim(),
    row.querySelector(".this-month").textContent.trim(),
  ].join(": ");
  proof.querySelector("[data-caption]").textContent = link.dataset.note;
  proof.querySelector("[data-whole]").href = link.href;
  proof.querySelector("[data-mark]").href = link.closest(".evidence-files").querySelector("a[data-mark]").href;
  proof.querySelector("[data-earlier-file]").disabled = link === files[0];
  proof.querySelector("[data-later-file]").disabled = link === files.at(-1);
  if (!proof.open) {
    proof.showModal();
  }
}

function turn(step) {
  const files = filesBeside(shown);
  const next = files[files.indexOf(shown) + step];
  if (next) {
    showProof(next);
  }
}

form.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-proof]");
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)) {
    event.preventDefault();
    showProof(link);
  }
});
proof.querySelector("[data-earlier-file]").addEventListener("click", () => turn(-1));
proof.querySelector("[data-later-file]").addEventListener("click", () => turn(1));
proof.addEventListener("close", () => shown?.focus());

// The keys.

function decide(isReturning) {
  const target = isReturning ? form.querySelector("[name=reason]") : form.querySelector("[data-accept]");
  target?.focus();
  target?.scrollIntoView({ block: "center" });
  return Boolean(target);
}

/** What a key does here: true where it did something. */
function act(event) {
  const at = document.activeElement;
  if (event.key === "F9") {
    goToFinding(event.shiftKey ? -1 : 1);
    return true;
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    return decide(event.shiftKey);
  }
  if (event.key === "F2" && rowOf(at)) {
    toggleNote(at);
    return true;
  }
  if (event.key === "F4" && !event.altKey && rowOf(at)?.querySelector("a[data-proof]")) {
    showProof(rowOf(at).querySelector("a[data-proof]"));
    return true;
  }
  if (event.key === "F8") {
    document.querySelector("[data-next-return]")?.click();
    return true;
  }
  if (event.key === "Escape" && at.matches?.("details.remarks textarea")) {
    leaveNote(at);
    return true;
  }
  if (event.key === "?" && !isTyping(event.target)) {
    keys.showModal();
    return true;
  }
  return false;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || document.querySelector("dialog[open]")) {
    return;
  }
  if (act(event)) {
    event.preventDefault();
  }
});

const button = document.querySelector("[data-keys]");
button.hidden = false;
button.addEventListener("click", () => keys.showModal());
for (const dialog of [keys, proof]) {
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
}
