// Suggestions while typing, as an ARIA combobox; without this script the form searches just as well.
const DELAY = 150;
const LONG_ENOUGH = /\p{Script=Han}|\S.*\S/u;

function make(tag, properties, attributes = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function suggest(form) {
  const input = form.querySelector("input[name=q]");
  const name = document.querySelector(`label[for="${input.id}"]`).textContent;
  const list = make("div", { className: "suggestions", id: `${input.id}-list`, hidden: true }, { role: "listbox", "aria-label": name });
  const status = make("p", { className: "visually-hidden" }, { role: "status" });
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [attribute, value] of Object.entries(attributes)) input.setAttribute(attribute, value);
  form.append(list, status);
  let options = [], chosen = -1, timer, request;

  function choose(place) {
    options[chosen]?.removeAttribute("aria-selected");
    chosen = place;
    const option = options[chosen];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function open(isOpen) {
    choose(-1);
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
  }

  function stop() {
    clearTimeout(timer);
    request?.abort();
    open(false);
    status.textContent = "";
  }

  function show({ groups, sentence }) {
    list.replaceChildren(...groups.map((group) => {
      const label = make("div", { className: "suggestions__noun", id: `${list.id}-${group.noun}`, textContent: group.label }, { role: "presentation" });
      const hits = group.hits.map((hit, place) => make("a", { className: "suggestions__hit", id: `${label.id}-${place}`, href: hit.url, tabIndex: -1 }, { role: "option" },
        make("span", { textContent: hit.label }, { lang: hit.lang }), " ",
        ...(hit.characters ? [make("span", { className: "zh", textContent: hit.characters }, { lang: "zh-Hans" }), " "] : []),
        make("span", { className: "suggestions__facts", textContent: [...hit.facts, hit.status].filter(Boolean).join(" · ") })));
      return make("div", {}, { role: "group", "aria-labelledby": label.id }, label, ...hits);
    }));
    options = [...list.querySelectorAll("[role=option]")];
    open(options.length > 0);
    status.textContent = sentence;
  }

  async function ask() {
    request = new AbortController();
    const address = `${form.dataset.suggestions}?${new URLSearchParams({ q: input.value })}`;
    try {
      const answer = await fetch(address, { signal: request.signal });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") stop();
    }
  }

  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    request?.abort();
    if (LONG_ENOUGH.test(input.value)) timer = setTimeout(ask, DELAY);
    else stop();
  });
  input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // The box itself is one of the stops, before the first and after the last suggestion.
    if (step) choose(((chosen + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    else if (event.key === "Enter" && chosen >= 0) options[chosen].click();
    else if (event.key === "Escape") stop();
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("blur", stop);
}

document.querySelectorAll("form[data-suggestions]").forEach(suggest);
