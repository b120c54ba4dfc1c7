// Search, filters and keys for the gap report. All that is shown is in the page already: nothing is built here, only shown or hidden.
"use strict";
(function () {
  const part = (name) => document.querySelector(`[data-part="${name}"]`);
  const all = (what) => Array.from(document.querySelectorAll(what));
  const form = part("tools");
  const state = part("state");
  const fold = part("fold");
  const keys = part("keys");
  if (!form || !state) return;
  form.hidden = false;

  // What can be hidden, each with what the filter asks of it. Texts are read when the first word is searched for.
  const item = (node) => ({ node, i: node.dataset.i, v: node.dataset.v ? node.dataset.v.split(" ") : [], text: null });
  const verdicts = all(".verdict").map(item);
  const provisions = all("article.provision").map(item);
  const rows = all(".matrix tr[data-i]").map(item);
  const findings = all(".findings li[data-i]").map(item);
  const groups = all(".group").map((node) => ({ node, of: Array.from(node.querySelectorAll(".verdict")) }));
  const elements = all(".element").map((node) => ({ node, e: node.dataset.e, of: Array.from(node.querySelectorAll(".verdict")), missing: node.querySelector(".missing") }));
  const commitments = all(".commitment").map((node) => ({ node, of: Array.from(node.querySelectorAll(".element")) }));
  const bodies = all(".matrix tbody[data-i]").map((node) => ({ node, of: Array.from(node.querySelectorAll("tr[data-i]")) }));
  const instruments = all("section.instrument");
  const outside = all(".instrument > .heading, .instrument > .outside");
  let origin = null;

  const fits = (text) => text.normalize("NFC").toLowerCase();
  const words = (entry) => entry.text === null ? (entry.text = fits(entry.node.textContent)) : entry.text;
  const show = (node, yes) => { if (node.hidden === yes) node.hidden = !yes; };
  const field = (name) => form.elements.namedItem(name);

  function wanted() {
    const relations = Array.from(form.querySelectorAll("[name=relation]"));
    return {
      relations: new Set(relations.filter((box) => box.checked).map((box) => box.value)),
      every: relations.every((box) => box.checked),
      e: field("element").value,
      i: field("instrument").value,
      words: fits(field("words").value).split(/\s+/).filter(Boolean),
    };
  }

  function filter() {
    const ask = wanted();
    const free = ask.every && !ask.e;
    const pair = (v) => ask.relations.has(v[0]) && (!ask.e || v.slice(1) === ask.e);
    const here = (entry) => (!ask.i || entry.i === ask.i) && ask.words.every((word) => words(entry).includes(word));
    const count = (entries, test) => {
      let shown = 0;
      for (const entry of entries) {
        const yes = test(entry);
        show(entry.node, yes);
        if (yes) shown += 1;
      }
      return shown;
    };
    const seen = count(verdicts, (entry) => entry.v.some(pair) && here(entry));
    const read = count(provisions, (entry) => (free || entry.v.some(pair)) && here(entry));
    const told = count(findings, here);
    count(rows, (entry) => entry.v.some(pair) && (!ask.i || entry.i === ask.i));
    const active = !free || ask.i || ask.words.length > 0;
    for (const group of groups) show(group.node, group.of.some((node) => !node.hidden));
    for (const one of elements) {
      const any = one.of.some((node) => !node.hidden);
      const chosen = one.e === ask.e && ask.every && !ask.words.length;
      show(one.node, !active || any || chosen || (one.of.length === 0 && !ask.e && ask.every && !ask.words.length));
    }
    for (const one of commitments) show(one.node, one.of.some((node) => !node.hidden));
    for (const one of bodies) show(one.node, one.of.some((node) => !node.hidden));
    for (const node of instruments) show(node, !ask.i || node.dataset.i === ask.i);
    for (const node of outside) show(node, free && !ask.words.length);
    state.textContent = active ? `Filtered: ${seen} of ${verdicts.length} verdicts, ${read} of ${provisions.length} provisions, ${told} of ${findings.length} findings.` : "";
  }

  function everything() {
    form.reset();
    filter();
  }

  function reveal(node, focus) {
    if (node.closest("[hidden]")) everything();
    for (let at = node; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    const target = node.tagName === "DETAILS" ? node.querySelector("summary") : node;
    if (focus) {
      if (target === node && !node.hasAttribute("tabindex")) node.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
    }
    node.scrollIntoView({ block: "start" });
  }

  function named(hash) {
    const name = hash.slice(1);
    let plain = name;
    try { plain = decodeURIComponent(name); } catch { /* a stray percent sign is part of the name */ }
    return document.getElementById(plain) || document.getElementById(name);
  }

  function landed() {
    const node = location.hash.length > 1 ? named(location.hash) : null;
    if (node) reveal(node, true);
  }

  function folded() {
    const shut = verdicts.some((entry) => entry.node.open);
    for (const entry of verdicts) entry.node.open = !shut;
    fold.textContent = shut ? "Open all" : "Fold all";
  }

  function step(nodes, by) {
    const visible = nodes.filter((node) => !node.closest("[hidden]"));
    if (!visible.length) return;
    const now = document.activeElement && document.activeElement !== document.body ? document.activeElement : null;
    let at = visible.findIndex((node) => node === now || node.contains(now));
    if (at < 0) {
      const behind = now ? visible.findIndex((node) => now.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) : 0;
      at = behind < 0 ? visible.length : behind;
      if (by > 0) at -= 1;
    }
    reveal(visible[(at + by + visible.length) % visible.length], true);
  }

  const gaps = elements.filter((one) => one.missing || !one.of.length).map((one) => one.node);
  const evidence = verdicts.map((entry) => entry.node);
  const actions = {
    "/": () => field("words").focus(),
    n: () => step(evidence, 1),
    p: () => step(evidence, -1),
    g: () => step(gaps, 1),
    o: folded,
    m: () => reveal(document.querySelector(".matrix").parentElement, true),
    b: () => { if (origin && origin.isConnected) { origin.focus(); origin.scrollIntoView({ block: "center" }); } },
    "?": () => { keys.open = !keys.open; keys.querySelector("summary").focus(); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (keys.open) { keys.open = false; keys.querySelector("summary").focus(); } else if (form.contains(event.target) || state.textContent) everything();
      return;
    }
    const typing = event.target.closest && event.target.closest("input:not([type=checkbox]), select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !field("keys").checked) return;
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (!link) return;
    origin = link;
    if (link.hash === location.hash) landed(); // no change of the address, so nothing else would tell
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter, 0));
  fold.addEventListener("click", folded);
  window.addEventListener("hashchange", landed);

  // On paper everything is open, whatever was folded on the screen.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const node of closed) node.open = true;
  });
  window.addEventListener("afterprint", () => { for (const node of closed) node.open = false; });

  filter();
  landed();
  // A browser goes to the address of a page once more when all is loaded, and takes the focus from what cannot have it by itself.
  window.addEventListener("load", () => setTimeout(landed, 0));
})();
