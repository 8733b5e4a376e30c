/* What pictures do on hover, focus and keys; each works without this. */

/* The card of a map or network: what a link's title says, beside it, on hover and focus; in a network its ties light
   up. Without this the browser's own tooltip shows the same. */

const GAP = 6;
const WAY_MS = 300; // that long the card waits for a pointer on its way to it

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

// Above, below, right or left of its mark: where it covers the fewest of the other marks.
function placeCard(card, link, figure) {
  const mark = link.getBoundingClientRect();
  const frame = figure.getBoundingClientRect();
  const [width, height] = [card.offsetWidth, card.offsetHeight];
  const middle = [mark.left + (mark.width - width) / 2, mark.top + (mark.height - height) / 2];
  const others = [...figure.querySelectorAll(".sheet__links a")]
    .filter((other) => other !== link)
    .map((other) => other.getBoundingClientRect())
    .filter((other) => other.width);
  const places = [
    [middle[0], mark.top - height - GAP],
    [middle[0], mark.bottom + GAP],
    [mark.right + GAP, middle[1]],
    [mark.left - width - GAP, middle[1]],
  ].map(([x, y]) => {
    const left = Math.max(0, Math.min(x - frame.left, frame.width - width));
    const top = y - frame.top;
    const covers = (box) =>
      box.left - frame.left < left + width && box.right - frame.left > left && box.top - frame.top < top + height && box.bottom - frame.top > top;
    const isLost = top < 0 || top + height > frame.height || covers(mark);
    return { left, top, cost: others.filter(covers).length + (isLost ? others.length + 1 : 0) };
  });
  const best = places.reduce((one, other) => (other.cost < one.cost ? other : one));
  card.style.left = `${best.left}px`;
  card.style.top = `${best.top}px`;
}

// ``nodes`` are the keys of one mark, or of a crowd that has one link together.
function lightTies(figure, nodes) {
  const asked = nodes ? nodes.split(" ") : [];
  figure.classList.toggle("is-asked", asked.length > 0);
  figure.querySelectorAll("[data-ends]").forEach((tie) => {
    tie.classList.toggle("is-lit", tie.dataset.ends.split(" ").some((end) => asked.includes(end)));
  });
}

function equipFigure(figure) {
  const card = document.createElement("p");
  card.className = "graphic__card";
  card.setAttribute("aria-hidden", "true");
  card.hidden = true;
  figure.append(card);
  figure.querySelectorAll(".sheet__links a").forEach(storyOf);

  let shown = null;
  let leaving = null;
  const show = (event) => {
    clearTimeout(leaving);
    const link = event.target.closest?.(".sheet__links a");
    if (!link || link === shown) return;
    shown = link;
    fill(card, storyOf(link));
    card.hidden = false;
    placeCard(card, link, figure);
    lightTies(figure, link.dataset.node);
  };
  const hide = () => {
    clearTimeout(leaving);
    shown = null;
    card.hidden = true;
    lightTies(figure, "");
  };
  // The pointer may leave the mark for its card, where the text can be read and marked; the card goes when it leaves both.
  const leave = (event) => {
    const isKept = shown && (card.contains(event.relatedTarget) || shown.contains(event.relatedTarget));
    clearTimeout(leaving);
    if (shown && !isKept) leaving = setTimeout(hide, WAY_MS);
  };
  figure.addEventListener("pointerover", show);
  figure.addEventListener("focusin", show);
  figure.addEventListener("pointerout", leave);
  figure.addEventListener("focusout", hide);
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  // A card that covers something goes away with Escape, wherever the focus is, and leaves the focus there.
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
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
