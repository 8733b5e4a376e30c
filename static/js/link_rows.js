// "Add a line" without a visit to the server.
export function addRows(rows) {
  rows.querySelector("[data-more]").addEventListener("click", (event) => {
    event.preventDefault();
    const all = rows.querySelectorAll("[data-row]");
    const row = all[all.length - 1].cloneNode(true);
    const number = all.length + 1;
    row.querySelectorAll("[id]").forEach((input) => {
      const label = row.querySelector(`label[for="${input.id}"]`);
      input.id = input.id.replace(/\d+$/, String(number));
      label.htmlFor = input.id;
    });
    const name = row.querySelector("input");
    name.value = "";
    all[all.length - 1].after(row);
    name.focus();
  });
}
