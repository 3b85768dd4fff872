// Looks how far the work is, every two seconds while the page is in view, until it is done.

const PAUSE = 2000;

async function look() {
  const shown = document.querySelector(".progress-panel");
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) {
        location.reload();
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      show(shown, page.querySelector(".progress-panel"));
    } catch {
      // The line is gone for a moment.
    }
  }
  if ("underWay" in shown.dataset) {
    setTimeout(look, PAUSE);
  }
}

function show(shown, fresh) {
  if (shown.innerHTML !== fresh.innerHTML) {
    shown.replaceChildren(...fresh.childNodes);
  }
  if (!("underWay" in fresh.dataset)) {
    delete shown.dataset.underWay;
  }
}

setTimeout(look, PAUSE);
