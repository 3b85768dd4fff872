/*
 * The page answered something that was sent. Going back to it or asking for it again must not ask
 * whether to send that once more: from now on its address is one that is looked at. What was typed
 * comes back from the device (form-drafts.js). data-page: where to look, if not here.
 */
const page = document.currentScript.dataset.page || window.location.href;
window.history.replaceState(null, "", page);
