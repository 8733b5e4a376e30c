// A proposal's form: saved while typing, words and names suggested, rows added. Without it every button still works.
import { keepSaving } from "./autosave.js";
import { addRows } from "./link_rows.js";
import { suggestNames, suggestWords } from "./suggestions.js";

const form = document.querySelector("form[data-autosave]");
if (form) {
  keepSaving(form);
  form.querySelectorAll("input[data-suggest]").forEach(suggestWords);
  form.querySelectorAll("[data-rows]").forEach((rows) => {
    addRows(rows);
    suggestNames(rows);
  });
}
