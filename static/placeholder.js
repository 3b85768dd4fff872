/*
 * Show the page when it is all there with its styles, and "Lokkho Placeholder" has been read: half
 * a table would move. Then show "Lokkho Late" when all its weights that the page needs have come.
 * docs/performance.md
 */
{
  const { dataset } = document.documentElement;
  /** Scripts that were put off are not waited for. */
  const parsed = new Promise((go) => {
    const look = () => document.readyState !== "loading" && go();
    document.addEventListener("readystatechange", look);
    look();
  });
  const loaded = new Promise((go) => window.addEventListener("load", go));
  const came = (link) => link.sheet || new Promise((go) => link.addEventListener("load", go));
  const all = () => Promise.all([...document.querySelectorAll("link[rel=stylesheet]")].map(came));
  /** A style that fails is not waited for longer than the page's load. */
  const ready = Promise.race([parsed.then(all), loaded]);
  const placeholder = (weight) => document.fonts.load(`${weight} 1em "Lokkho Placeholder"`, "ক");
  const frame = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));

  /** Of which weights the page has letters: "Lokkho Sans" asks for the same files. */
  const late = () => {
    const of = (name) => [...document.fonts].filter(({ family }) => family.includes(name));
    const key = ({ weight, unicodeRange }) => weight + unicodeRange;
    const asked = of("Sans").filter(({ status }) => status !== "unloaded");
    return of("Late").filter((one) => asked.map(key).includes(key(one)));
  };

  if (document.readyState !== "complete") {
    if (!performance.getEntriesByType("paint").length) {
      dataset.unread = "";
      ready.then(() => Promise.allSettled([400, 600].map(placeholder))).then(() => delete dataset.unread);
    }
    dataset.unlettered = "";
    ready
      .then(frame)
      .then(() => Promise.allSettled(late().map((one) => one.load())))
      .then(() => delete dataset.unlettered);
  }
}
