/* The fields of a form that is kept on the device: what each says, and what it said when it came. */

const TYPED = ["text", "email", "number", "tel", "url", "date", "month"];

/** Whether words or figures are typed into it, and not chosen; never a password. */
export const isTyped = ({ tagName, type }) => tagName === "TEXTAREA" || (tagName === "INPUT" && TYPED.includes(type));

const isTicked = ({ type }) => type === "checkbox" || type === "radio";
const isChosen = (field) => isTicked(field) || field.type === "select-one";

/** Those of a form that are kept, none of no form. */
export function fieldsOf(form) {
  const keepsChoices = form?.dataset.keepChoices !== undefined;
  const isKept = (field) => field.name && !field.readOnly && (isTyped(field) || (keepsChoices && isChosen(field)));
  return [...(form?.elements ?? [])].filter(isKept);
}

/** What it is kept as: boxes of one name are told apart by what they stand for. */
export const cellOf = (field) => encodeURIComponent(isTicked(field) ? `${field.name}=${field.value}` : field.name);

export const fieldOf = (form, cell) => fieldsOf(form).find((field) => cellOf(field) === cell);

export const said = (field) => (isTicked(field) ? (field.checked ? "1" : "") : field.value);

/** What the server sent. */
export function wasSent(field) {
  if (isTicked(field)) {
    return field.defaultChecked ? "1" : "";
  }
  if (field.type === "select-one") {
    const options = [...field.options];
    return (options.find((one) => one.defaultSelected) ?? options[0])?.value ?? "";
  }
  return field.defaultValue;
}

export function say(field, text) {
  if (isTicked(field)) {
    field.checked = text === "1";
  } else {
    field.value = text;
  }
}
