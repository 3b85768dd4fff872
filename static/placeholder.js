/* Paint when "Lokkho Placeholder" (fonts.css) is read, a frame later: docs/performance.md. */
{
  const { dataset } = document.documentElement;
  const styles = document.querySelector("link[href*='fonts.']");
  const load = (weight) => document.fonts.load(`${weight} 1em "Lokkho Placeholder"`, "ক");
  const read = () => Promise.allSettled([400, 600].map(load)).then(() => delete dataset.unread);
  if (!performance.getEntriesByType("paint").length) {
    dataset.unread = "";
    styles.sheet ? read() : styles.addEventListener("load", read);
  }
}
