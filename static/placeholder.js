/*
 * The page is shown when the face that keeps words their room (fonts.css) has been read, which takes
 * Chromium a frame: painted before, what stands below longer lines of boxes would move.
 */
const root = document.documentElement;
const faces = [400, 600].map((weight) => document.fonts.load(`${weight} 1em "Lokkho Placeholder"`, "ক"));
root.dataset.unread = "";
Promise.allSettled(faces).then(() => delete root.dataset.unread);
