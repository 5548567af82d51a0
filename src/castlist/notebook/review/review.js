// The desk in a notebook. It shows what Python says and asks Python for everything else; an answer
// is shown as stored only after Python has confirmed it. Article text goes into textContent alone.

const ANSWERS = {
  accept: ["Enter", "Accept, next"],
  refuse: ["X", "Reject"],
  assign: ["A", "Assign to"],
  speaker: ["S", "Spoken by"],
  merge: ["M", "Merge with"],
  keep_apart: ["K", "Keep apart from"],
  rename: ["R", "Rename"],
  retype: ["T", "Retype"],
  reject: ["N", "No actor"],
};
const ASKS_NAME = ["assign", "speaker", "merge", "keep_apart", "rename"];
// milliseconds
const LOOK = 60; // on an item before it counts as looked at: nobody reads while scrolling
const WAIT = 250; // before its effect is asked for
const REST = 600; // without a key before the tables are written
const SILENCE = 8000; // of Python after which it may have been restarted

function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function labelled(text, control) {
  return make("label", {}, make("span", { textContent: text }), control);
}

function render({ model, el }) {
  const id = `castlist-${Math.random().toString(36).slice(2)}`;
  let at = 0; // place of the selected item in the list
  let asked = ""; // the answer whose name or type is being typed
  let looking = 0;
  let waiting = 0;
  let resting = 0;
  let silent = 0;
  let unwritten = false; // whether tables wait for their turn
  let pending = ""; // the answer that was typed before Python had shown the item
  let goOn = false; // select the next item once Python has answered

  const list = make("div", {
    className: "castlist-list",
    role: "listbox",
    tabIndex: 0,
    ariaLabel: "What to look at",
  });
  const show = make("select", { onchange: () => tell({ do: "show", show: show.value }) });
  const text = make("div", { className: "castlist-text" });
  const why = make("p", { className: "castlist-why" });
  const question = make("p", { className: "castlist-asks" });
  const effect = make("p", { className: "castlist-effect", ariaLive: "polite" });
  const buttons = make("div", { className: "castlist-buttons" });
  const name = make("input", { type: "text", dir: "auto" });
  name.setAttribute("list", `${id}-names`);
  const names = make("datalist", { id: `${id}-names` });
  const kind = make("select");
  const form = make("div", { className: "castlist-form", hidden: true });
  const formLabel = make("span");
  const note = make("input", { type: "text", dir: "auto" });
  const by = make("input", { type: "text", size: 6 });
  const status = make("p", { className: "castlist-status", role: "status" });
  const review = make("p", { className: "castlist-review" });
  const cast = make("tbody");
  const decisions = make("ol", { className: "castlist-decisions" });
  const signer = make("input", { type: "text", dir: "auto" });
  const undo = command("Undo", "U", () => tell({ do: "undo" }));
  const redo = command("Redo", "Y", () => tell({ do: "redo" }));
  const signButton = command("Sign off", "", () => tell({ do: "sign", name: signer.value }));

  const root = make(
    "div",
    { className: "castlist-review-desk" },
    make("div", { className: "castlist-top" }, review, status),
    make(
      "div",
      { className: "castlist-columns" },
      make("section", { ariaLabel: "List" }, labelled("Show ", show), list),
      make("section", { ariaLabel: "Text and answers" }, question, why, effect, text, buttons, form),
    ),
    make(
      "div",
      { className: "castlist-below" },
      make("section", { ariaLabel: "Cast" }, make("h4", { textContent: "Cast" }), castTable()),
      make(
        "section",
        { ariaLabel: "Decisions" },
        make("h4", { textContent: "Decisions" }),
        make("div", { className: "castlist-buttons" }, undo, redo),
        labelled("Why (optional) ", note),
        labelled("Your initials (optional) ", by),
        decisions,
        labelled("Your name ", signer),
        signButton,
      ),
    ),
    names,
  );
  // else JupyterLab's own keys fire: X cuts the cell
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  form.append(formLabel, name, kind, command("Do it", "Enter", commit), command("Leave", "Esc", leave));

  function castTable() {
    const heads = ["Actor", "Type", "Names", "Descr.", "Pron.", "All"];
    const row = make("tr", {}, ...heads.map((h) => make("th", { scope: "col", textContent: h })));
    const table = make("table", {}, make("thead", {}, row), cast);
    return make("div", { className: "castlist-cast", tabIndex: 0 }, table);
  }

  function command(label, key, action) {
    const keys = key ? [make("kbd", { textContent: key })] : [];
    const button = make("button", { type: "button", onclick: action });
    button.append(make("span", { textContent: label }), ...keys);
    return button;
  }

  function tell(request) {
    model.send(request);
  }

  function items() {
    return model.get("board").items || [];
  }

  function selected() {
    return items()[at];
  }

  // What Python says

  function showBoard() {
    const board = model.get("board");
    review.textContent = `${board.article}: ${board.review}`;
    show.replaceChildren(
      ...board.shows.map((s) => make("option", { value: s, textContent: s, selected: s === board.show })),
    );
    show.value = board.show;
    names.replaceChildren(...board.cast.map(([n]) => make("option", { value: n })));
    kind.replaceChildren(...board.types.map((t) => make("option", { value: t, textContent: t })));
    cast.replaceChildren(...board.cast.map(castRow));
    decisions.replaceChildren(...board.decisions.map(decisionRow));
    undo.disabled = !board.undo;
    redo.disabled = !board.redo;
    showUnseen(board.unseen);
    if (document.activeElement !== by) by.value = board.by;
    showList();
    followSelection();
  }

  function castRow([actor, type, ...numbers]) {
    const before = numbers.pop();
    const all = numbers[numbers.length - 1];
    const cells = [actor, type, ...numbers].map((cell, n) => {
      const shown = n === 5 && before !== all ? `${before} \u2192 ${all}` : String(cell);
      return make(n ? "td" : "th", { textContent: shown, dir: n ? "" : "auto" });
    });
    cells[0].scope = "row";
    return make("tr", { className: before === all ? "" : "castlist-changed" }, ...cells);
  }

  function decisionRow(decision) {
    const facts = [decision.who, decision.when, decision.everywhere ? "all articles" : "", decision.why];
    const back = command("Take back", "", () => tell({ do: "take back", number: decision.number }));
    return make(
      "li",
      {},
      make("span", { textContent: decision.says, dir: "auto" }),
      make("small", { textContent: ` ${facts.filter(Boolean).join(", ")} ` }),
      back,
    );
  }

  function showUnseen(number) {
    signButton.disabled = number > 0;
    signButton.title = number ? `${number} quotes or doubtful links have not been seen yet` : "";
    signButton.firstChild.textContent = number ? `Sign off (${number} not seen yet)` : "Sign off";
  }

  function showList() {
    list.replaceChildren(...items().map(listRow));
    if (!items().length) list.append(make("p", { textContent: "Nothing here." }));
  }

  // Only ids that the command line knows too are shown: m12, q3, line 4.
  function called({ key, kind, seen }) {
    return `${seen ? "\u2713 " : ""}${key.includes(":") ? "" : `${key} `}${kind}`;
  }

  function listRow(item, place) {
    const to = item.actor && item.actor !== item.words;
    const row = make("div", { className: "castlist-item", id: `${id}-${place}` });
    row.setAttribute("role", "option");
    row.append(
      make("small", { textContent: called(item) }),
      make("bdi", { textContent: item.key.includes(">") ? item.asks : item.words }),
      make("bdi", { textContent: to ? ` \u2192 ${item.actor}` : "" }),
    );
    row.onclick = () => select(place);
    return row;
  }

  function followSelection() {
    const key = model.get("focus").key;
    const old = items().findIndex((item) => item.key === key);
    if (old >= 0) at = old + (goOn ? 1 : 0);
    goOn = false;
    select(Math.min(at, items().length - 1));
  }

  function select(place) {
    if (place < 0 || place >= items().length) {
      question.textContent = "";
      why.textContent = "";
      effect.textContent = "";
      text.replaceChildren();
      buttons.replaceChildren();
      return;
    }
    at = place;
    leave();
    for (const [n, row] of [...list.children].entries()) {
      row.setAttribute("aria-selected", String(n === at));
    }
    list.setAttribute("aria-activedescendant", `${id}-${at}`);
    const row = list.children[at];
    list.scrollTop = Math.max(row.offsetTop - list.offsetTop - list.clientHeight / 3, 0);
    question.textContent = `\u201c${selected().words}\u201d: ${selected().asks}`;
    why.textContent = selected().why;
    effect.textContent = "";
    pending = "";
    clearTimeout(looking);
    clearTimeout(waiting);
    looking = setTimeout(look, LOOK);
    waiting = setTimeout(() => preview("accept"), WAIT);
  }

  function look() {
    clearTimeout(looking);
    if (selected()) tell({ do: "select", key: selected().key });
  }

  function move(step) {
    const place = Math.min(Math.max(at + step, 0), items().length - 1);
    if (place !== at) select(place);
  }

  function preview(answer, value = "") {
    const focus = model.get("focus");
    if (!selected() || focus.key !== selected().key || !focus.answers.includes(answer)) return;
    tell({ do: "preview", key: focus.key, answer, value });
  }

  function showFocus() {
    const focus = model.get("focus");
    if (!focus.key) return;
    text.replaceChildren(...focus.passage.map((p) => paragraphOf(p, focus)));
    const here = text.querySelector(".castlist-here");
    if (here) text.scrollTop = Math.max(here.offsetTop - text.offsetTop - text.clientHeight / 3, 0);
    buttons.replaceChildren(
      ...focus.answers.map((answer) => {
        const [key, label] = ANSWERS[answer];
        return command(label, key, () => begin(answer));
      }),
    );
    showUnseen(focus.unseen);
    if (selected() && selected().key === focus.key && list.children[at]) {
      selected().seen = true;
      list.children[at].firstChild.textContent = called(selected());
      const answer = pending;
      pending = "";
      if (answer) begin(answer);
    }
  }

  function paragraphOf({ paragraph, pieces }, { key, start, actor }) {
    const spans = pieces.map(({ text: words, start: place, marks }) => {
      const span = make("span", { textContent: words });
      if (marks.length) {
        span.className = marks.map((m) => `castlist-${m.kind}`).join(" ");
        span.title = marks.map((m) => `${m.key}: ${m.who}`).join("; ");
      }
      const whose = (m) => actor && m.who === actor && m.kind !== "quote";
      if (marks.some(whose)) span.classList.add("castlist-same");
      if (place === start || marks.some((m) => m.key === key)) span.classList.add("castlist-here");
      return span;
    });
    const number = make("small", { textContent: `\u00b6${paragraph} ` });
    return make("p", { dir: "auto" }, number, ...spans);
  }

  function showSaid() {
    const said = model.get("said");
    if (said.kind === "preview") {
      effect.textContent = said.text;
      return;
    }
    clearTimeout(silent);
    status.textContent = said.text || "";
    status.dataset.kind = said.kind || "";
    status.dataset.number = said.number || "0";
    if (said.kind === "stored") unwritten = true;
    if (said.kind === "done") unwritten = false;
    if (unwritten) rest();
  }

  // Write the tables once nobody has typed for a while; the decisions are stored already.
  function rest() {
    clearTimeout(resting);
    resting = setTimeout(() => tell({ do: "write" }), REST);
  }

  // What a person answers

  function begin(answer) {
    const focus = model.get("focus");
    if (!selected()) return;
    if (focus.key !== selected().key) {
      look();
      pending = answer;
      return;
    }
    if (!focus.answers.includes(answer)) return;
    if (answer !== "retype" && !ASKS_NAME.includes(answer)) {
      send(answer, "");
      return;
    }
    asked = answer;
    form.hidden = false;
    formLabel.textContent = `${ANSWERS[answer][1]}: `;
    name.hidden = answer === "retype";
    kind.hidden = answer !== "retype";
    name.value = "";
    const control = answer === "retype" ? kind : name;
    control.setAttribute("aria-label", ANSWERS[answer][1]);
    control.focus();
  }

  function commit() {
    if (!asked) return;
    const value = asked === "retype" ? kind.value : name.value;
    const needed = asked !== "assign" && asked !== "speaker"; // of which nobody is an answer
    if (needed && !value.trim()) return;
    send(asked, value);
    list.focus();
  }

  function send(answer, value) {
    clearTimeout(waiting);
    goOn = answer === "accept";
    status.textContent = "\u2026";
    status.dataset.kind = "waiting";
    clearTimeout(resting);
    clearTimeout(silent);
    silent = setTimeout(() => {
      status.textContent = "Python has not answered, and nothing is stored as far as is known here. Run the cell again.";
      status.dataset.kind = "fault";
    }, SILENCE);
    tell({ do: "answer", key: selected().key, answer, value, note: note.value, by: by.value });
    note.value = "";
    leave();
  }

  function leave() {
    const inside = form.contains(document.activeElement);
    asked = "";
    form.hidden = true;
    if (inside) list.focus();
  }

  function onKey(event) {
    event.stopPropagation();
    if (unwritten) rest();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const tag = event.target.tagName;
    if (event.key === "Escape") {
      leave();
      list.focus();
    } else if (tag === "INPUT" || tag === "SELECT") {
      if (event.key !== "Enter" || !form.contains(event.target)) return;
      commit();
    } else if (event.key === "Enter") {
      if (tag === "BUTTON") return;
      begin("accept");
    } else if (event.key === "ArrowDown") {
      move(1);
    } else if (event.key === "ArrowUp") {
      move(-1);
    } else if (event.key.toLowerCase() === "u") {
      tell({ do: "undo" });
    } else if (event.key.toLowerCase() === "y") {
      tell({ do: "redo" });
    } else {
      const found = Object.entries(ANSWERS).find(([, [key]]) => key === event.key.toUpperCase());
      if (!found || event.key === "Enter") return;
      begin(found[0]);
    }
    event.preventDefault();
  }

  root.addEventListener("keydown", onKey);
  name.addEventListener("change", () => asked && name.value.trim() && preview(asked, name.value));
  kind.addEventListener("change", () => asked && preview(asked, kind.value));
  model.on("change:board", showBoard);
  model.on("change:focus", showFocus);
  model.on("change:said", showSaid);
  el.append(root);
  showBoard();
  showSaid();
  return () => {
    [looking, waiting, resting, silent].forEach(clearTimeout);
    model.off("change:board", showBoard);
    model.off("change:focus", showFocus);
    model.off("change:said", showSaid);
  };
}

export default { render };
