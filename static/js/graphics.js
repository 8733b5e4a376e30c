/* What pictures do on hover, focus and keys; each works without this. */

/* The card of a map or network: what a link's title says, beside it, on hover and focus; in a network its ties light
   up. Without this the browser's own tooltip shows the same. */

const GAP = 12;

function storyOf(link) {
  const title = link.querySelector("title");
  if (title) {
    link.dataset.story = title.textContent;
    link.setAttribute("aria-label", title.textContent.replaceAll("\n", ". "));
    title.remove();
  }
  return link.dataset.story.split("\n");
}

function fill(card, lines) {
  const parts = lines.map((line, number) => {
    const part = document.createElement(number ? "span" : "strong");
    part.textContent = line;
    return part;
  });
  card.replaceChildren(...parts);
}

function placeCard(card, link, figure) {
  const mark = link.getBoundingClientRect();
  const frame = figure.getBoundingClientRect();
  const left = mark.left + mark.width / 2 - frame.left - card.offsetWidth / 2;
  const above = mark.top - frame.top - card.offsetHeight - GAP;
  const below = mark.bottom - frame.top + GAP;
  card.style.left = `${Math.max(0, Math.min(left, frame.width - card.offsetWidth))}px`;
  card.style.top = `${above > 0 ? above : below}px`;
}

function lightTies(figure, node) {
  figure.classList.toggle("is-asked", Boolean(node));
  figure.querySelectorAll("[data-ends]").forEach((tie) => {
    tie.classList.toggle("is-lit", Boolean(node) && tie.dataset.ends.split(" ").includes(node));
  });
}

function equipFigure(figure) {
  const card = document.createElement("p");
  card.className = "graphic__card";
  card.setAttribute("aria-hidden", "true");
  card.hidden = true;
  figure.append(card);
  figure.querySelectorAll(".sheet__links a").forEach(storyOf);

  const show = (event) => {
    const link = event.target.closest?.(".sheet__links a");
    if (!link) return;
    fill(card, storyOf(link));
    card.hidden = false;
    placeCard(card, link, figure);
    lightTies(figure, link.dataset.node);
  };
  const hide = () => {
    card.hidden = true;
    lightTies(figure, "");
  };
  figure.addEventListener("pointerover", show);
  figure.addEventListener("focusin", show);
  figure.addEventListener("pointerout", hide);
  figure.addEventListener("focusout", hide);
  // A card that covers something goes away with Escape and leaves the focus where it is.
  figure.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

/* The play-head of a strip: it stands on the frame that is looked at, and the arrow keys move it from frame to frame.
   Without this the strip scrolls and snaps by itself. */

function equipStrip(strip) {
  const pane = strip.querySelector(".strip__window");
  const frames = [...strip.querySelectorAll(".strip__frame")];
  if (!pane || !frames.length) return;
  let current = 0;

  const mark = (number) => {
    frames[current].classList.remove("is-current");
    current = number;
    frames[current].classList.add("is-current");
  };
  const goTo = (number) => {
    const target = Math.max(0, Math.min(frames.length - 1, number));
    mark(target);
    const start = pane.scrollLeft;
    const offset = frames[target].getBoundingClientRect().left - pane.getBoundingClientRect().left;
    pane.scrollTo({ left: start + offset });
  };
  const keys = { ArrowRight: () => current + 1, ArrowLeft: () => current - 1, Home: () => 0, End: () => frames.length - 1 };

  pane.addEventListener("keydown", (event) => {
    const target = keys[event.key];
    if (!target || event.target !== pane || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    goTo(target());
  });
  frames.forEach((frame, number) => frame.addEventListener("pointerenter", () => mark(number)));
  // After scrolling by finger or wheel: the first frame that is wholly in view.
  pane.addEventListener("scrollend", () => {
    const left = pane.getBoundingClientRect().left - 2;
    const right = pane.getBoundingClientRect().right + 2;
    const inView = (frame) => frame.getBoundingClientRect().left >= left && frame.getBoundingClientRect().right <= right;
    if (!inView(frames[current])) mark(Math.max(0, frames.findIndex(inView)));
  });
  strip.classList.add("is-live");
  mark(0);
}

document.querySelectorAll("[data-graphic]").forEach(equipFigure);
document.querySelectorAll("[data-strip]").forEach(equipStrip);
