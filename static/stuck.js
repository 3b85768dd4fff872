/*
 * What stays in view at the top (a page's head, a table's) hides nothing that one has come to:
 * its true height, which follows from language, width and font, is handed to the styles, and the
 * row that one types in is shown from its title on.
 */
const root = document.documentElement;
const head = document.querySelector(".page-head");
const tables = [...document.querySelectorAll(".register")].filter((one) => !one.closest(".scroll-x"));
const GAP = 6;

const sticks = (element) => element && getComputedStyle(element).position === "sticky";
const px = (number) => `${Math.round(number)}px`;

/** The part of the head that stays: on a phone its last line, on a desk all but the trail. */
function staying() {
  const side = head.querySelector(".title-side");
  const row = head.querySelector(".title-row");
  const isNarrow = matchMedia("(width <= 720px)").matches;
  return isNarrow ? (side?.firstElementChild && side) || null : row;
}

/** Read everything, then write what is new: written in between, the page would be laid out twice. */
function measure() {
  const part = sticks(head) ? staying() : null;
  const rolled = part ? part.offsetTop : (head?.offsetHeight ?? 0);
  const top = sticks(head) ? head.offsetHeight - rolled : 0;
  const heads = tables.map((one) => one.tHead).filter((one) => sticks(one?.rows[0]?.cells[0]));
  const highest = Math.max(0, ...heads.map((one) => one.offsetHeight));
  const measured = { "--rolled": rolled, "--head": top, "--stuck": top + highest };
  for (const [name, number] of Object.entries(measured)) {
    if (root.style.getPropertyValue(name) !== px(number)) {
      root.style.setProperty(name, px(number));
    }
  }
}

const stuck = () => parseFloat(root.style.getPropertyValue("--stuck"));

/** Show the row from its top, unless what is typed in it would leave the screen below. */
function show(field) {
  const row = field.closest("tr");
  if (!row || field.closest("dialog")) {
    return;
  }
  const top = row.getBoundingClientRect().top - stuck() - GAP;
  const below = field.getBoundingClientRect().bottom - innerHeight + GAP;
  const isHidden = top < 0 || below > 0;
  if (isHidden && (top >= 0 || below - top <= 0)) {
    scrollBy({ top: top < 0 ? top : Math.min(top, Math.max(below, 0)), behavior: "instant" });
  }
}

const isTyped = (element) => element?.matches?.("tr input, tr textarea, tr select");
let isPressed = false;

const press = () => {
  isPressed = true;
};
const release = () => {
  isPressed = false;
};

addEventListener("pointerdown", press, true);
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, release, true);
}
addEventListener("focusin", ({ target }) => {
  if (isTyped(target) && !isPressed) {
    show(target);
  }
});

// The month or quarter that is shown, where the row of them is wider than the screen.
const tab = document.querySelector(".tabs [aria-current]");
if (tab) {
  tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.clientWidth / 2;
}

const observer = new ResizeObserver(measure);
for (const element of [head, ...tables.map((one) => one.tHead)]) {
  if (element) {
    observer.observe(element);
  }
}
addEventListener("resize", () => {
  measure();
  // The phone's keyboard has come up.
  if (isTyped(document.activeElement)) {
    show(document.activeElement);
  }
});
measure();
