/* One save asked of the server, and what its answer, or its silence, means. */
import { csrfToken } from "../csrf-token.js";
import { isRefused, post, wantsSignIn } from "../posting.js";
import { baseOf, form, owner, saidBy, words } from "./fields.js";

function bodyOf(ids) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", csrfToken(form));
  body.append("user", owner.user);
  body.append("return-version", form.elements["return-version"].value);
  // What the page has of the pieces that a save may change: the same is not sent again.
  for (const { id, dataset } of document.querySelectorAll("[data-digest]")) {
    body.append(`have-${id}`, dataset.digest);
  }
  for (const id of ids) {
    const [figure, remarks] = saidBy(id);
    body.append(`cell-${id}`, figure);
    body.append(`base-${id}`, baseOf(id).value);
    body.append(`remarks-${id}`, remarks);
  }
  return body;
}

/** Send cells, or none to ask what is stored: {answer}, or {state, sentence} for the head of the page when there is none. */
export async function send(ids) {
  let response;
  let data;
  try {
    ({ response, data } = await post(words.saveUrl, bodyOf(ids)));
  } catch {
    return { state: "waiting" };
  }
  if (data?.cells) {
    return { answer: data };
  }
  if (wantsSignIn(response, data)) {
    return { state: "signed-out", sentence: data?.problem };
  }
  return isRefused(response)
    ? { state: "problem", sentence: `▲ ${data?.problem || words.refused}` }
    : { state: "waiting" };
}
