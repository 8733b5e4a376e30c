// Signing in in another tab renews the browser's token: what is sent from a page that was open before goes on counting.
export function renewToken(form) {
  const field = form.elements.csrfmiddlewaretoken;
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (field && cookie) field.value = cookie[1];
}

document.addEventListener("submit", (event) => renewToken(event.target), { capture: true });
