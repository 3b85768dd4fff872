/* Sentences with places, in the reader's language. */

const language = document.documentElement.lang === "bn" ? "bn-BD" : "en";
export const localized = (number) => new Intl.NumberFormat(language).format(number);

/** A sentence with its {places} filled. */
export const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** A sentence that counts: {count} is filled, and of {cell|cells} the first is for one. */
export function counted(sentence, count, values = {}) {
  const chosen = sentence.replace(/\{([^{}|]+)\|([^{}|]+)\}/g, (_, one, many) => (count === 1 ? one : many));
  return filled(chosen, { ...values, count: localized(count) });
}
