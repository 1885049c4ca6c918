// Saves an answer while it is typed. What the server has not yet confirmed stays in this browser, by question and person,
// and is sent again when the line, the session or the page is back: an answer that the server knows already is one version.
const form = document.getElementById("answer");
const PAUSE = 1000, AGAIN = 3000, PATIENCE = 20000;
const at = (id) => document.getElementById(id);
const seen = form.elements.seen;
let timer = 0, flying = false, stopped = false, unanswered = null, other = null;

const typed = () => {
  const found = {};
  for (const [name, value] of new FormData(form)) if (name !== "csrfmiddlewaretoken" && name !== "seen") found[name] = value;
  return found;
};
const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);
let saved = typed();

const put = (fields) => {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements[name];
    if (field && name !== "seen") field.value = value;
  }
};
const keep = () => {
  const kept = { fields: typed(), seen: seen.value, unanswered };
  try { localStorage.setItem(form.dataset.key, JSON.stringify(kept)); } catch { /* a browser that keeps nothing */ }
};
const forget = () => { try { localStorage.removeItem(form.dataset.key); } catch { /* the same */ } };
const kept = () => { try { return JSON.parse(localStorage.getItem(form.dataset.key)); } catch { return null; } };
const tell = (said, state) => { at("saving").textContent = said; form.dataset.state = state; };
const later = (pause) => { clearTimeout(timer); timer = setTimeout(send, pause); };
const items = (list, rows) => list.replaceChildren(...rows.map(([said, name]) => {
  const item = document.createElement("li");
  item.textContent = said;
  item.className = name;
  return item;
}));

async function send() {
  clearTimeout(timer);
  if (flying || stopped) return;
  const body = unanswered || { fields: typed(), seen: seen.value };
  if (!unanswered && same(body.fields, saved)) { forget(); return; }
  unanswered = body;
  flying = true;
  keep();
  tell(form.dataset.saving, "saving");
  const sent = { ...body.fields, seen: body.seen, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value };
  try {
    const answer = await fetch(form.action, {
      method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(sent), redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const json = (answer.headers.get("Content-Type") || "").includes("json");
    const told = json ? await answer.json() : null;
    flying = false;
    came(body, answer, told);
  } catch {
    flying = false;
    tell(form.dataset.lost, "lost");
    later(AGAIN);
  }
}

function came(body, answer, told) {
  if (answer.status >= 500) { tell(form.dataset.failed, "failed"); later(AGAIN * 3); return; }
  unanswered = null;
  if (answer.status === 404) { keep(); stopped = true; tell(`${form.dataset.gone} ${form.dataset.copy}`, "refused"); return; }
  if (answer.type === "opaqueredirect" || !told) { ended(); return; }
  if (answer.ok) { done(body, told); return; }
  keep();
  if (answer.status === 409 && told.theirs) { conflict(told); return; }
  const refused = answer.status === 403 || answer.status === 409;
  tell(`${refused ? "" : form.dataset.unsaved + " "}${told.said}${refused ? " " + form.dataset.copy : ""}`, refused ? "refused" : "wrong");
  stopped = refused;
  if (!stopped && !same(body.fields, typed())) later(PAUSE);
}

function done(body, told) {
  saved = body.fields;
  seen.value = told.version;
  at("stands").textContent = told.value;
  at("conflict").hidden = true;
  items(at("checks"), told.checks.map((one) => [one.said, `check-${one.severity}`]));
  items(at("lacks"), told.lacks.map((said) => [said, ""]));
  at("struck").hidden = !told.checks.length && !form.elements.explanation.value;
  if (same(saved, typed())) { forget(); tell(told.said, "saved"); } else { keep(); tell(form.dataset.typing, "typing"); later(PAUSE); }
}

function ended() {
  keep();
  stopped = true;
  const link = document.createElement("a");
  link.href = form.dataset.signIn;
  link.textContent = form.dataset.ended;
  tell("", "ended");
  at("saving").append(link);
}

function conflict(told) {
  stopped = true;
  other = told;
  at("conflict-said").textContent = told.said;
  at("conflict-other").textContent = told.other;
  at("conflict-note").textContent = told.note;
  at("conflict").hidden = false;
  tell(form.dataset.unsaved, "conflict");
}

function settle(mine) {
  at("conflict").hidden = true;
  seen.value = other.version;
  stopped = false;
  if (!mine) { put(other.theirs); saved = typed(); forget(); at("saving").textContent = other.other; form.dataset.state = "saved"; return; }
  keep();
  send();
}

form.addEventListener("input", () => {
  keep();
  if (stopped) return;
  tell(form.dataset.typing, "typing");
  later(PAUSE);
});
form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
at("keep-mine").addEventListener("click", () => settle(true));
at("take-theirs").addEventListener("click", () => settle(false));
addEventListener("online", () => send());
const before = kept();
if (before && (before.unanswered || !same(before.fields, saved))) {
  put(before.fields);
  seen.value = before.seen;
  unanswered = before.unanswered;
  send();
} else forget();
