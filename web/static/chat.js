// The chat on the home page. The form works without this; with it nothing reloads and the draft survives an error.
import { Words } from "./receipt.js";
import { Talk } from "./talk.js";

const form = document.querySelector("#chat-form");
const forget = document.querySelector("#chat-delete");
const shown = form.elements.conversation.value;
const words = new Words(JSON.parse(document.querySelector("#words").textContent));
const talk = new Talk({
  log: document.querySelector("#chat .chat-log"),
  quick: document.querySelector("#chat-quick"),
  status: document.querySelector("#chat-status"),
  form,
  input: form.elements.text,
  forget,
}, words, "/api/v1/chat", "importdesk.conversation");

if (shown) talk.remember(shown);
else talk.restore();
