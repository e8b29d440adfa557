// Saves a form while it is written and says how much still fits; without this script one presses "Save".
const PAUSE = 2000;

function count(form, field) {
  const note = Object.assign(document.createElement("p"), { className: "field__count", id: `${field.id}_count` });
  field.after(note);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${note.id}`.trim());
  const tell = () => {
    const left = field.dataset.most - field.value.length;
    note.textContent = left < 0 ? `${-left} ${form.dataset.over}` : `${left} ${form.dataset.left}`;
    note.classList.toggle("field__count--over", left < 0);
  };
  field.addEventListener("input", tell);
  tell();
}

function mark(form, errors) {
  for (const note of form.querySelectorAll("[data-refused]")) note.remove();
  for (const [id, text] of Object.entries(errors)) {
    const note = Object.assign(document.createElement("p"), { className: "utrecht-form-field-error-message", textContent: text });
    note.dataset.refused = id;
    document.getElementById(id)?.before(note);
  }
}

function draft(form) {
  const status = form.querySelector("[data-saved]");
  let timer, changed = false, busy = false;

  async function save() {
    if (busy) return later();
    [busy, changed] = [true, false];
    // A picture goes once, with the press of a button.
    const body = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) body.delete(input.name);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Saved-By": "script" }, redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.status === 403) throw new Error(form.dataset.signedOut);
      if (!answer.headers.get("Content-Type")?.includes("json")) return;
      const told = await answer.json();
      status.textContent = told.text;
      mark(form, told.errors);
      if (form.action !== new URL(told.address, location).href) {
        form.action = told.address;
        history.replaceState(null, "", told.address);
      }
    } catch (problem) {
      changed = true;
      status.textContent = problem instanceof TypeError ? form.dataset.failed : problem.message;
    } finally {
      busy = false;
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  form.addEventListener("input", (event) => {
    changed = true;
    if (event.target.type !== "file") later();
  });
  form.addEventListener("submit", () => { changed = false; clearTimeout(timer); });
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  for (const field of form.querySelectorAll("[data-most]")) count(form, field);
}

for (const form of document.querySelectorAll("form[data-draft]")) draft(form);
