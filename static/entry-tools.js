/*
 * What makes the monthly form quick: keys, paste, undo, fillings, remarks. It comes after
 * entry.js, which keeps and saves what is typed; without it the form is the same, only slower.
 */
import { putBack } from "./entry.js";
import { countBlanks, offerLast } from "./entry/fills.js";
import { arrive, leaveOutOfTab } from "./entry/keys.js";
import "./entry/paste.js";
import { openAddressed } from "./entry/remarks.js";
import "./entry/said.js";
import { counted, words } from "./entry/fields.js";
import { did } from "./entry/steps.js";
import { tellOf } from "./entry/undo.js";

offerLast();
leaveOutOfTab();
countBlanks();
openAddressed();
arrive();
if (putBack.length) {
  tellOf(counted(words.putBackNote, putBack.length), did(putBack));
}
