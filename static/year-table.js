/* F8 goes back to the month that one came from. */
document.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    event.preventDefault();
    document.getElementById("back-to-month").click();
  }
});
