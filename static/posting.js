/* One request that saves, and how its answer is read: the pages that save by themselves share it. */

/** A line that is half dead holds nobody up for longer. */
export const PATIENCE = 30_000;

/** Send it: the response, and what it says as JSON, or null. Throws when the server is silent. */
export async function post(address, body, headers = {}) {
  const response = await fetch(address, {
    method: "POST",
    body,
    headers: { Accept: "application/json", ...headers },
    credentials: "same-origin",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
  return { response, data: isJson ? await response.json() : null };
}

/** Whoever leads on to another page wants a sign-in. */
export const wantsSignIn = ({ redirected, status }, data) => redirected || status === 401 || (status === 403 && !data);

/** Whether sending the same again will be refused again. */
export const isRefused = ({ status }) => status >= 400 && status < 500;
