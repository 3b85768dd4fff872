/*
 * Show the page when "Lokkho Placeholder" (fonts.css) is read, a frame later, and all styles are
 * there: what was laid out without some of them would move. docs/performance.md
 */
{
  const { dataset } = document.documentElement;
  const came = (link) =>
    link.sheet || new Promise((go) => ["load", "error"].forEach((event) => link.addEventListener(event, go)));
  const load = (weight) => document.fonts.load(`${weight} 1em "Lokkho Placeholder"`, "ক");
  if (!performance.getEntriesByType("paint").length) {
    dataset.unread = "";
    Promise.all([...document.querySelectorAll("link[rel=stylesheet]")].map(came))
      .then(() => Promise.allSettled([400, 600].map(load)))
      .then(() => delete dataset.unread);
  }
}
