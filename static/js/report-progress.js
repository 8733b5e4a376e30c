// Looks every two seconds how far the draft has come, and shows the page anew when it is done.
(() => {
  const place = document.querySelector("[data-progress]");
  if (!place) return;
  const bar = place.querySelector("progress");
  const look = async () => {
    const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { done, total } = await answer.json();
    if (!total) return location.reload();
    bar.max = total;
    bar.value = done;
    setTimeout(look, 2000);
  };
  setTimeout(look, 1000);
})();
