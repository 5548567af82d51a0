"use strict";
// Everything is in the page already; this only lights up the mentions of one actor and lists
// them. The address says which (#actor=erdogan), so that a view can be sent on. What comes from
// the article is written as text, never as markup.
(() => {
  const { actors } = JSON.parse(document.getElementById("data").textContent);
  const byId = new Map(actors.map((actor) => [actor.id, actor]));
  const panel = document.getElementById("panel");
  const buttons = new Map();
  let chosen = null;
  let at = -1;

  const make = (tag, text, parent) => {
    const node = document.createElement(tag);
    node.textContent = text;
    if (parent) parent.append(node);
    return node;
  };
  const isolated = (name) => `\u2068${name}\u2069`; // whatever the direction of its writing
  const many = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  // The panel: who is chosen, previous and next, and every mention in reading order.
  const status = make("p", "", panel);
  status.setAttribute("role", "status");
  const tools = make("div", "", panel);
  tools.className = "tools";
  const tool = (text, act) => {
    const button = make("button", text, tools);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  };
  const list = make("ul", "", panel);
  list.className = "sightings";

  const step = (by) => {
    if (!chosen) return;
    const all = chosen.mentions;
    at = (at + by + all.length) % all.length;
    show(at);
    document.getElementById(all[at]).scrollIntoView({ block: "center" });
    status.textContent = `${isolated(chosen.name)}: mention ${at + 1} of ${all.length}`;
  };
  const show = (place) => {
    [...list.children].forEach((line, n) => line.classList.toggle("here", n === place));
    const line = list.children[place];
    if (line) panel.scrollTop = line.offsetTop - panel.clientHeight / 2;
  };
  const clear = () => {
    const button = chosen && buttons.get(chosen.id);
    location.hash = "actor=";
    if (button) button.focus({ preventScroll: true });
  };
  tool("Previous", () => step(at < 0 ? 0 : -1));
  tool("Next", () => step(1));
  tool("Close", clear);

  const lines = new Map();
  for (const link of document.querySelectorAll("#cast li > a")) {
    lines.set(link.hash.slice(1), link.parentNode);
  }

  const choose = (actor) => {
    if (chosen === actor) return;
    for (const piece of document.querySelectorAll(".chosen")) piece.classList.remove("chosen");
    if (chosen) buttons.get(chosen.id).setAttribute("aria-pressed", "false");
    chosen = actor;
    at = -1;
    list.replaceChildren();
    panel.hidden = !actor;
    status.textContent = "";
    if (!actor) return;
    buttons.get(actor.id).setAttribute("aria-pressed", "true");
    const mine = new Set(actor.mentions);
    for (const piece of document.querySelectorAll("#text [data-m]")) {
      if (piece.dataset.m.split(" ").some((id) => mine.has(id))) piece.classList.add("chosen");
    }
    for (const id of actor.mentions) list.append(lines.get(id).cloneNode(true));
    const total = many(actor.mentions.length, "mention");
    const paragraphs = many(actor.paragraphs, "paragraph");
    status.textContent = `${isolated(actor.name)}: ${total} in ${paragraphs}`;
  };

  // A name becomes a real button; what is chosen is written in the address, and read from there.
  for (const name of document.querySelectorAll("[data-actor]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.append(...name.childNodes);
    const { actor } = name.dataset;
    button.addEventListener("click", () => {
      const off = chosen && chosen.id === actor;
      location.hash = `actor=${off ? "" : encodeURIComponent(actor)}`;
    });
    buttons.set(actor, button);
    name.replaceWith(button);
  }
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  const reveal = (id) => {
    const node = document.getElementById(id);
    if (!node) return;
    for (let up = node; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    const own = node.querySelector(":scope > details");
    if (own) own.open = true;
    node.scrollIntoView({ block: node.closest("#text") ? "center" : "start" });
  };
  const follow = () => {
    const hash = decoded(location.hash.slice(1));
    if (hash.startsWith("actor=")) choose(byId.get(hash.slice(6)) || null);
    else if (hash) {
      if (chosen && chosen.mentions.includes(hash)) show((at = chosen.mentions.indexOf(hash)));
      reveal(hash);
    }
  };
  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen) clear();
  });

  // Without script all lists are open; with it they open when they are asked for, or printed.
  const folded = [...document.querySelectorAll("details")];
  for (const one of folded) one.open = false;
  let before = [];
  addEventListener("beforeprint", () => {
    before = folded.map((one) => one.open);
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => folded.forEach((one, n) => (one.open = before[n])));

  const bar = make("div", "");
  bar.className = "tools";
  const marks = make("button", "Hide marks", bar);
  marks.type = "button";
  marks.setAttribute("aria-pressed", "false");
  marks.addEventListener("click", () => {
    const off = document.body.classList.toggle("unmarked");
    marks.setAttribute("aria-pressed", String(off));
  });
  document.querySelector("#text .article").before(bar);
  const hint = document.getElementById("hint");
  if (hint) hint.hidden = false;
  follow();
})();
