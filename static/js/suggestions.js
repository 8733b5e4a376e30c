// Suggests words and names that the hub knows already.
const PAUSE_MS = 200;

async function ask(address, text) {
  try {
    const headers = { Accept: "application/json" };
    const response = await fetch(`${address}?q=${encodeURIComponent(text)}`, { headers });
    return response.ok ? (await response.json()).items : [];
  } catch {
    return [];
  }
}

function wordButton(word, choose) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = word;
  button.addEventListener("click", () => choose(word));
  item.append(button);
  return item;
}

export function suggestWords(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.setAttribute("aria-live", "polite");
  input.after(list);
  let timer = null;

  const choose = (word) => {
    const words = input.value.split(",").slice(0, -1).map((text) => text.trim());
    input.value = `${[...words, word].join(", ")}, `;
    list.replaceChildren();
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const show = async () => {
    const given = input.value.toLowerCase().split(",").map((text) => text.trim());
    const last = given[given.length - 1];
    const found = last.length > 1 ? await ask(input.dataset.suggest, last) : [];
    const fresh = found.filter((word) => !given.slice(0, -1).includes(word.toLowerCase()));
    list.replaceChildren(...fresh.map((word) => wordButton(word, choose)));
  };

  input.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE_MS);
  });
}

// A short list is in the page already; a long one is asked for.
export function suggestNames(rows) {
  const list = rows.querySelector("datalist");
  if (!rows.dataset.suggest || list.options.length) return;
  let timer = null;
  const show = async (text) => {
    const found = await ask(rows.dataset.suggest, text);
    list.replaceChildren(...found.map((name) => {
      const option = document.createElement("option");
      option.value = name;
      return option;
    }));
  };
  rows.addEventListener("input", (event) => {
    if (!event.target.matches("input")) return;
    clearTimeout(timer);
    timer = setTimeout(() => show(event.target.value), PAUSE_MS);
  });
}
