/* The workshop's editor: what is typed is saved, and rows behave as in a spreadsheet. */
import { begin } from "./workshop/saving.js";
import "./workshop/drag.js";
import { begin as beginErrors } from "./workshop/errors.js";
import { leaveOutOfTab } from "./workshop/keys.js";
import { begin as beginPast } from "./workshop/past.js";
import "./workshop/paste.js";
import { begin as beginSource } from "./workshop/source.js";
import "./workshop/sums.js";

begin();
beginErrors();
leaveOutOfTab();
beginSource();
beginPast();
