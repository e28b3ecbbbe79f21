// The server's side of the page: what can be asked, what can be done, and the stream of news.

// A request that failed; `code` is the server's, or "offline" if it did not answer.
export class Trouble extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// `asked`: the pair and the coordinator to show, or the language of somebody to whom the server shows people of theirs.
export const state = (asked) => call(`/api/state?${new URLSearchParams(asked)}`);
export const commands = (language, coordinator) =>
  call(`/api/commands?language=${language}${coordinator ? "&coordinator=1" : ""}`).then((answer) => answer.words);
export const jump = (pair) => post("/api/clock/jump", { pair });

// A deed is done once however often it is sent, as long as its `id` stays the same.
export const newId = () => crypto.randomUUID();
export const type = (deed) => post("/api/type", deed);
export const press = (deed) => post("/api/press", deed);
export const drop = (deed) => post("/api/drop", deed);
export const submit = (deed) => post("/api/submit", deed);

// Calls `card` and `clock` with what arrives after `revision`; `lost` and `found` when the connection goes and comes.
export function listen(revision, { card, clock, lost, found }) {
  const source = new EventSource(`/api/events?since=${revision}`);
  let away = false;
  source.addEventListener("card", (event) => card(JSON.parse(event.data)));
  source.addEventListener("clock", (event) => clock(JSON.parse(event.data).now));
  source.addEventListener("error", () => {
    away = true;
    lost();
  });
  source.addEventListener("open", () => {
    if (away) found();
    away = false;
  });
}

function post(path, body) {
  return call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Trouble("offline");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Trouble(answer.error ?? `${response.status}`);
  return answer;
}
