// While somebody types the name of an organisation: what is here already and may be the same.
const form = document.querySelector("form[data-look-alikes]");
const panel = document.getElementById("look-alikes");
const WAIT_MS = 400;

function entry(one, claim) {
  const item = document.createElement("li");
  const title = document.createElement(one.url ? "a" : "span");
  title.textContent = one.title;
  if (one.url) title.href = one.url;
  const why = document.createElement("span");
  why.className = "field__help";
  why.append(" ", one.why, " ");
  const link = document.createElement("a");
  link.className = "button button--quiet";
  link.href = one.claim_url;
  link.textContent = claim;
  item.append(title, why, link);
  return item;
}

async function look() {
  const words = new URLSearchParams();
  for (const field of form.querySelectorAll("[data-look-alike]")) words.set(field.dataset.lookAlike, field.value);
  const answer = await fetch(`${form.dataset.lookAlikes}?${words}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) return; // too many, or signed out: the form itself asks again when it is sent
  const { found, claim } = await answer.json();
  panel.querySelector("ul").replaceChildren(...found.map((one) => entry(one, claim)));
  panel.hidden = found.length === 0;
}

if (form && panel) {
  let timer;
  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-look-alike]")) return;
    clearTimeout(timer);
    timer = setTimeout(() => look().catch(() => {}), WAIT_MS);
  });
}
