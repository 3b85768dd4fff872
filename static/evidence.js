/*
 * Files are sent one after the other, each with its progress, and may be cancelled or sent again.
 * A photo is made as small as it will be kept, before it goes over a slow line. The server looks
 * at each file; what it would surely refuse is said before sending. A file that arrives twice is
 * kept once. Without this script the form sends all files at once.
 */
const form = document.getElementById("upload");
const list = document.getElementById("uploads");
const line = document.getElementById("upload-line");
const news = document.getElementById("upload-news");
const words = form.dataset;

const language = document.documentElement.lang === "bn" ? "bn-BD" : "en";
const percent = new Intl.NumberFormat(language, { style: "percent" });
const amount = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

/** Milliseconds without a sign of life after which a line counts as lost. */
const PATIENCE = 60_000;
/** Bytes: what is smaller goes as it is, what is larger is more than a browser should take on. */
const SMALL_PHOTO = 500_000;
const HUGE_PHOTO = 60_000_000;
const QUALITY = 0.85;

/** Files on their way or before it: {file, element, state, request}. */
const uploads = [];
let isBusy = false;

function csrfToken() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(`${words.csrfCookie}=`));
  return cookie ? cookie.split("=")[1] : form.elements.csrfmiddlewaretoken.value;
}

/** Why the server would not take the file, as far as one can tell from outside. */
function refusalOf(file) {
  const extension = file.name.split(".").pop().toLowerCase();
  if (["heic", "heif"].includes(extension)) {
    return words.heic;
  }
  if (!words.kinds.split(" ").includes(extension)) {
    return words.other;
  }
  if (!file.size) {
    return words.empty;
  }
  return file.size > Number(words.largest) && !isReducible(file) ? words.tooLarge : "";
}

const isReducible = ({ name, size }) => /\.jpe?g$/i.test(name) && size > SMALL_PHOTO && size < HUGE_PHOTO;

/** A photo upright and no larger than it is kept; as it is where the browser cannot do that. */
async function reduced(file) {
  try {
    const photo = await createImageBitmap(file);
    const share = Math.min(1, Number(words.longestSide) / Math.max(photo.width, photo.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(photo.width * share);
    canvas.height = Math.round(photo.height * share);
    canvas.getContext("2d").drawImage(photo, 0, 0, canvas.width, canvas.height);
    photo.close();
    const made = await new Promise((take) => {
      canvas.toBlob(take, "image/jpeg", QUALITY);
    });
    return made && made.size < file.size ? new File([made], file.name, { type: made.type }) : file;
  } catch {
    return file;
  }
}

const part = (upload, name) => upload.element.querySelector(`.upload-${name}`);

function progress(upload, share) {
  const bar = part(upload, "bar");
  bar.value = share;
  bar.textContent = part(upload, "share").textContent = percent.format(share);
}

/** Show an upload as "waiting", "sending", "refused" or "stuck", with a sentence if it has one. */
function turn(upload, state, sentence = "") {
  upload.state = state;
  upload.element.dataset.state = state;
  const isMoving = state === "waiting" || state === "sending";
  part(upload, "bar").hidden = !isMoving;
  part(upload, "share").textContent = state === "waiting" ? words.waiting : "";
  part(upload, "problem").textContent = sentence;
  part(upload, "again").hidden = state !== "stuck";
  part(upload, "cancel").textContent = isMoving ? words.cancel : words.putAway;
  part(upload, "cancel").setAttribute("aria-label", `${part(upload, "cancel").textContent} ${upload.file.name}`);
  if (sentence) {
    news.textContent = `${upload.file.name}: ${sentence}`;
  }
}

function leave(upload) {
  const at = uploads.indexOf(upload);
  const neighbour = uploads[at + 1] || uploads[at - 1];
  const hadFocus = upload.element.contains(document.activeElement);
  uploads.splice(at, 1);
  upload.element.remove();
  list.hidden = !uploads.length;
  if (hadFocus) {
    (neighbour ? part(neighbour, "cancel") : form.querySelector("input[type=file]"))?.focus();
  }
}

function sizeOf({ size }) {
  const megabytes = size / 1024 / 1024;
  return megabytes < 0.1
    ? `${amount.format(Math.ceil(size / 1024))} ${words.kilobytes}`
    : `${amount.format(megabytes)} ${words.megabytes}`;
}

function add(file) {
  const element = line.content.firstElementChild.cloneNode(true);
  const upload = { file, element, state: "", request: null };
  part(upload, "name").textContent = file.name;
  part(upload, "size").textContent = sizeOf(file);
  part(upload, "bar").setAttribute("aria-label", file.name);
  part(upload, "cancel").addEventListener("click", () => {
    upload.request?.abort();
    leave(upload);
  });
  part(upload, "again").addEventListener("click", () => {
    part(upload, "cancel").focus();
    turn(upload, "waiting");
    next();
  });
  part(upload, "again").setAttribute("aria-label", `${part(upload, "again").textContent} ${file.name}`);
  list.append(element);
  list.hidden = false;
  uploads.push(upload);
  const refusal = refusalOf(file);
  turn(upload, refusal ? "refused" : "waiting", refusal);
}

function answerOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return null;
  }
}

function arrived(upload) {
  const { request } = upload;
  const answer = answerOf(request);
  if (request.status === 200 && answer) {
    document.getElementById("file-list").innerHTML = answer.files;
    news.textContent = `${upload.file.name}: ${words.kept}`;
    leave(upload);
  } else if (answer?.problem) {
    turn(upload, request.status === 401 ? "stuck" : "refused", answer.problem);
  } else if (request.status >= 500) {
    turn(upload, "stuck", words.noAnswer);
  } else {
    // A page in place of an answer: it asks to sign in.
    turn(upload, "stuck", request.status === 413 ? words.tooLarge : words.signedOut);
  }
}

/** Free for the next file. */
function done() {
  isBusy = false;
  next();
}

async function begin(upload) {
  turn(upload, "sending");
  progress(upload, 0);
  if (isReducible(upload.file)) {
    upload.file = await reduced(upload.file);
    part(upload, "size").textContent = sizeOf(upload.file);
  }
  if (!uploads.includes(upload)) {
    done();
  } else if (upload.file.size > Number(words.largest)) {
    turn(upload, "refused", words.tooLarge);
    done();
  } else {
    send(upload);
  }
}

function send(upload) {
  const request = new XMLHttpRequest();
  let silence = 0;
  const isAlive = () => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      turn(upload, "stuck", words.noAnswer);
      request.abort();
    }, PATIENCE);
  };
  const body = new FormData();
  body.append("csrfmiddlewaretoken", csrfToken());
  body.append("user", words.user);
  body.append("files", upload.file);
  upload.request = request;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    isAlive();
    progress(upload, loaded / total);
  });
  request.addEventListener("load", () => arrived(upload));
  request.addEventListener("error", () => turn(upload, "stuck", words.noAnswer));
  request.addEventListener("loadend", () => {
    clearTimeout(silence);
    upload.request = null;
    done();
  });
  request.open("POST", window.location.pathname);
  request.setRequestHeader("Accept", "application/json");
  request.send(body);
  isAlive();
}

/** One at a time: on a slow line, files side by side would all come late. */
function next() {
  const upload = uploads.find((one) => one.state === "waiting");
  if (upload && !isBusy) {
    isBusy = true;
    begin(upload);
  }
}

form.addEventListener("submit", (event) => {
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const files = inputs.flatMap((input) => [...input.files]);
  if (!files.length) {
    return;
  }
  event.preventDefault();
  files.forEach(add);
  inputs.forEach((input) => {
    input.value = "";
  });
  next();
});

// The line is back: what got stuck is sent again by itself.
window.addEventListener("online", () => {
  uploads.filter((one) => one.state === "stuck").forEach((one) => turn(one, "waiting"));
  next();
});

document.getElementById("photo-note").hidden = false;

window.addEventListener("beforeunload", (event) => {
  if (uploads.some((one) => ["waiting", "sending", "stuck"].includes(one.state))) {
    event.preventDefault();
  }
});
