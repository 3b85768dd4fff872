/*
 * A thread beside the form: the page's own links open it there, the thread's own form writes to
 * it. Shift+F2, as in a spreadsheet, opens the thread of the cell that one stands in; Escape goes
 * back to it. On a narrow screen, and without this script, the links lead to the thread's page.
 */
const panel = document.getElementById("talk");
const title = document.getElementById("talk-title");
const place = document.getElementById("talk-thread");
const isBeside = window.matchMedia("(width > 1100px)");

/** The link that opened the thread, and where one stood before. */
let link = null;
let cameFrom = null;

const partOf = (address) => {
  const url = new URL(address, window.location.href);
  url.searchParams.set("part", "thread");
  return url;
};

/** Put the answer's thread into the panel; false if it is none of ours, or none came. */
async function show(request) {
  try {
    const response = await request;
    if (response.status !== 200 && response.status !== 422) {
      return false;
    }
    const html = await response.text();
    if (new URL(response.url).searchParams.get("part") !== "thread") {
      return false;
    }
    place.innerHTML = html;
  } catch {
    return false;
  }
  return true;
}

async function open(target) {
  const row = target.dataset.talk && document.getElementById(`row-${target.dataset.talk}`);
  link = row?.querySelector(".remarks-cell [data-talk]") || target;
  cameFrom = row?.querySelector(".cell-input") || target;
  if (!(await show(fetch(partOf(target.href), { credentials: "same-origin" })))) {
    window.location.assign(target.href);
    return;
  }
  title.textContent = [row?.dataset.code, title.dataset.title].filter(Boolean).join(" ");
  panel.hidden = false;
  panel.scrollTop = 0;
  (place.querySelector("textarea") || panel).focus();
}

function close() {
  panel.hidden = true;
  place.replaceChildren();
  cameFrom?.focus();
}

function complain() {
  const note = document.createElement("p");
  note.className = "notice notice-error";
  note.setAttribute("role", "alert");
  note.textContent = panel.dataset.noAnswer;
  place.querySelector(".notice-error")?.remove();
  place.querySelector(".thread-form").before(note);
}

/** What is written about a cell changes the number in its row. */
function recount() {
  const sign = place.querySelector(".thread-sign");
  const name = link.getAttribute("aria-label").split(": ")[0];
  link.replaceChildren(...sign.cloneNode(true).childNodes);
  link.classList.toggle("is-open", sign.dataset.open === "true");
  link.classList.remove("is-empty");
  link.setAttribute("aria-label", `${name}: ${sign.dataset.said}`);
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-talk]");
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
  if (target && isPlain && isBeside.matches) {
    event.preventDefault();
    open(target);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "F2" && event.shiftKey) {
    const target = event.target.closest(".indicator-row")?.querySelector("[data-talk]");
    if (target) {
      event.preventDefault();
      target.click();
    }
  } else if (event.key === "Escape" && !panel.hidden && panel.contains(event.target)) {
    close();
  }
});

panel.querySelector("button").addEventListener("click", close);

place.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const body = new FormData(form, event.submitter);
  const isDone = await show(fetch(partOf(form.action), { method: "POST", body, credentials: "same-origin" }));
  if (!isDone) {
    complain();
    return;
  }
  (place.querySelector("textarea") || panel).focus();
  recount();
});
