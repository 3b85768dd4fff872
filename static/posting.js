/* One request that saves, how its answer is read, and when it is sent again: the pages that save by themselves share it. */

/** A line that is half dead holds nobody up for longer. */
export const PATIENCE = 30_000;

const RETRY_FIRST = 4000;
const RETRY_AT_LAST = 60_000;

/** How long to wait before sending again: ever longer while it does not go, from the start once it went. */
export function retries() {
  let wait = RETRY_FIRST;
  return {
    next() {
      const now = wait;
      wait = Math.min(2 * wait, RETRY_AT_LAST);
      return now;
    },
    begin() {
      wait = RETRY_FIRST;
    },
  };
}

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
