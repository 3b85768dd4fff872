/** A sign-in in another tab changes the token; the cookie has the newest, a page the one it came with. */
export function csrfToken(form) {
  const name = `${form.dataset.csrfCookie}=`;
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(name));
  return cookie ? cookie.split("=")[1] : form.elements.csrfmiddlewaretoken.value;
}
