/* A cell that someone else changed too: both texts are shown beneath its row, one is taken. */
import { button, filled, partsOf, rowOf, findingsOf, table, form, words } from "./page.js";

function lineBelow(key, id) {
  document.getElementById(id)?.remove();
  const line = document.createElement("tr");
  line.className = "choice-row";
  line.id = id;
  const tools = document.createElement("td");
  tools.className = "tools";
  const place = document.createElement("td");
  place.colSpan = table.tHead.rows[0].cells.length - 1;
  line.append(tools, place);
  (findingsOf(key) || rowOf(key)).after(line);
  return { line, place };
}

/** `take` is told whether it is one's own. */
export function offerChoice(name, { now, by, typed }, take) {
  const { key } = partsOf(name);
  const { line, place } = lineBelow(key, `choice-${name}`);
  const choice = document.createElement("div");
  choice.className = "choice";
  choice.setAttribute("role", "alert");
  const said = (text) => text || words.blank;
  const sentence = filled(words.conflict, { stored: said(now), by: by || words.someone, typed: said(typed) });
  const end = (isMine) => {
    line.remove();
    take(isMine);
  };
  choice.append(
    sentence,
    button(words.keepMine, () => end(true)),
    button(words.takeTheirs, () => end(false)),
  );
  place.append(choice);
}

/** A row is gone that one had typed into: the text is shown, so that it is not lost. */
export function tellGone(typed, by) {
  const note = document.createElement("p");
  note.className = "notice notice-warning";
  note.setAttribute("role", "alert");
  note.textContent = filled(words.gone, { by: by || words.someone, typed });
  form.prepend(note);
}
