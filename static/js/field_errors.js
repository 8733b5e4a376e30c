// What is wrong with a field, said at the field as the server's own page says it.
const MARK = "data-autosave-error";

const describe = (input, id, isWrong) => {
  const ids = (input.getAttribute("aria-describedby") || "").split(" ").filter((other) => other && other !== id);
  const all = isWrong ? [...ids, id] : ids;
  if (all.length) input.setAttribute("aria-describedby", all.join(" "));
  else input.removeAttribute("aria-describedby");
  if (isWrong) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
};

const clear = (place) => {
  const input = document.getElementById(place.getAttribute(MARK));
  if (input) describe(input, `${input.id}_error`, false);
  place.remove();
};

const complain = (input, texts) => {
  const id = `${input.id}_error`;
  document.getElementById(id)?.remove(); // what the page came with
  const place = document.createElement("div");
  place.setAttribute("role", "alert");
  place.setAttribute(MARK, input.id);
  const list = document.createElement("ul");
  list.className = "field__error";
  list.id = id;
  for (const text of texts) list.append(Object.assign(document.createElement("li"), { textContent: text }));
  input.before(place);
  place.append(list); // in a place that is there already, so that it is read out
  describe(input, id, true);
};

// errors: texts by the field's name. isAsked(name): whether the last request was about that field.
export function showErrors(form, errors, isAsked) {
  document.querySelectorAll(`[${MARK}]`).forEach((place) => {
    const input = document.getElementById(place.getAttribute(MARK));
    if (!input || isAsked(input.name)) clear(place);
  });
  for (const [name, texts] of Object.entries(errors)) {
    const input = form.querySelector(`#id_${CSS.escape(name)}`);
    if (input) complain(input, texts);
  }
}
