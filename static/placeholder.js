/* Paint when "Lokkho Placeholder" (fonts.css) is read, a frame later: docs/performance.md. */
{
  const { dataset } = document.documentElement;
  const faces = [400, 600].map((weight) => document.fonts.load(`${weight} 1em "Lokkho Placeholder"`, "ক"));
  if (!performance.getEntriesByType("paint").length) {
    dataset.unread = "";
    Promise.allSettled(faces).then(() => delete dataset.unread);
  }
}
