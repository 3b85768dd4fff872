/*
 * For those who hear the page: what a save made of the score, in a sentence. The panels that show
 * it are not read out.
 */
import { onSaved } from "./answer.js";
import { filled, rowOf } from "./fields.js";

const place = document.getElementById("score-said");
const textOf = (id) => document.getElementById(id).textContent.trim();
let known = textOf("total-weighted");

onSaved((ids) => {
  const total = textOf("total-weighted");
  if (total === known) {
    return;
  }
  known = total;
  const [id, ...others] = ids;
  const isOfOne = id && !others.length;
  place.textContent = isOfOne
    ? filled(place.dataset.one, { code: rowOf(id).dataset.code, score: textOf(`score-${id}`), total })
    : filled(place.dataset.many, { total });
});
