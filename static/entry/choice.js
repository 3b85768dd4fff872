/* A cell that someone else changed meanwhile: all values are shown, the person takes one. */
import { alike, button, filled, stateOf, words } from "./fields.js";

/**
 * Offer what is on the server now, what was typed and what stood there when it was typed, each
 * [figure, remarks]; `take` is told which one: "typed", "stored" or "was".
 */
export function offerChoice(id, { by, stored, typed, was }, take) {
  const remarksDiffer = !(stored[1] === typed[1] && typed[1] === was[1]);
  const said = ([figure, remarks]) => {
    const shown = figure || words.blank;
    return remarksDiffer ? `${shown} (${remarks || words.noRemarks})` : shown;
  };
  const place = stateOf(id);
  place.textContent = filled(words.conflict, {
    by: by || words.someone,
    stored: said(stored),
    typed: said(typed),
    was: said(was),
  });
  const choices = document.createElement("span");
  choices.className = "choices";
  choices.append(
    button(`${words.keepMine}: ${said(typed)}`, () => take("typed")),
    button(`${words.takeTheirs}: ${said(stored)}`, () => take("stored")),
  );
  if (!alike(was, typed) && !alike(was, stored)) {
    choices.append(button(`${words.putBack}: ${said(was)}`, () => take("was")));
  }
  place.append(choices);
}

/** Offer what one had typed on this device before typing something else; `take` is told whether. */
export function offerEarlier(id, typed, take) {
  const [figure, remarks] = typed;
  const said = remarks ? `${figure || words.blank} (${remarks})` : figure || words.blank;
  const choices = document.createElement("span");
  choices.className = "choices";
  choices.append(
    button(`${words.takeEarlier}: ${said}`, () => take(true)),
    button(words.throwAway, () => take(false)),
  );
  stateOf(id).replaceChildren(filled(words.earlier, { typed: said }), choices);
}
