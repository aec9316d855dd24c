// Every page works without this. With it, an answer is saved as soon as it is given, and the verdict
// beside the questions follows. Only what was changed is sent, each answer with the mark of what it was.
"use strict";
(() => {
  const summary = document.querySelector(".faults");
  if (summary) summary.focus();

  // Keys of the page of a check. Whoever does not want them turns them off; in a field they are letters.
  const keys = document.getElementById("toetsen");
  if (keys) {
    const form = document.querySelector("form.judging");
    const use = document.getElementById("toetsen-aan");
    const open = document.getElementById("toetsen-knop");
    open.hidden = false;
    open.addEventListener("click", () => keys.showModal());
    try { use.checked = localStorage.getItem("toetsen") !== "uit"; } catch { /* no storage: they are on */ }
    use.addEventListener("change", () => {
      try { localStorage.setItem("toetsen", use.checked ? "aan" : "uit"); } catch { /* for this page alone */ }
    });
    const press = (selector) => document.querySelector(selector)?.click();
    const actions = {
      j: () => press("a[rel=next]"), k: () => press("a[rel=prev]"), o: () => press(".trail a"),
      1: () => press("#oordeel-ja"), 2: () => press("#oordeel-nee"),
      r: () => form.elements.namedItem("reden").focus(), "?": () => keys.showModal(),
    };
    addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit(form.querySelector("[name=verder]"));
      } else if (use.checked && !keys.open && !event.ctrlKey && !event.metaKey && !event.altKey
        && !event.target.closest("textarea, select, input[type=text]") && actions[event.key]) {
        event.preventDefault();
        actions[event.key]();
      }
    });
  }
  const sheet = document.querySelector("form.sheet");
  if (!sheet) return;
  const standing = document.getElementById("stand");
  const word = document.getElementById("bewaard");
  const pause = 5000;
  const longest = Number(sheet.dataset.longest);
  let busy = null;
  let waits = null;
  let offline = false;
  // The button that was pressed without a connection, unless somebody typed on.
  let wanted = null;

  // What moves away from under a button that is held down is not pressed: until it is let go nothing moves.
  let pressed = Promise.resolve();
  addEventListener("pointerdown", () => {
    const over = new AbortController();
    pressed = new Promise((letGo) => {
      const end = () => { over.abort(); setTimeout(letGo, 0); };
      for (const name of ["pointerup", "pointercancel"]) {
        addEventListener(name, end, { capture: true, signal: over.signal });
      }
    });
  }, true);

  // A question: what it holds, and what is known to be saved of it.
  const questions = [...sheet.querySelectorAll("[data-place]")].map((block) => {
    const was = block.querySelector("[name='#was']");
    const controls = [...block.querySelectorAll("input, textarea, select")]
      .filter((control) => control.type !== "hidden");
    const fields = () => controls
      .filter((control) => (control.type !== "radio" && control.type !== "checkbox") || control.checked)
      .map((control) => [control.name, control.value]);
    const question = { block, was, controls, fields, place: block.dataset.place };
    question.held = () => JSON.stringify(fields());
    // What the page was made with.
    question.saved = JSON.stringify(controls
      .filter((control) => (control.type !== "radio" && control.type !== "checkbox") || control.defaultChecked)
      .map((control) => [
        control.name,
        control.type === "radio" || control.type === "checkbox" ? control.value : control.defaultValue,
      ]));
    // A browser that brings back what was typed before does so beside what stands there now: whoever typed it
    // did not see that, so it is no answer to it.
    if (question.held() !== question.saved) was.value = "- " + question.place;
    return question;
  });
  const changed = () => questions.filter((question) => question.held() !== question.saved);

  const tell = (question, fault) => {
    let note = question.block.querySelector(".fault");
    if (!note && fault) {
      note = document.createElement("p");
      note.className = "fault";
      note.id = "melding-" + questions.indexOf(question);
      note.setAttribute("role", "alert");
      question.was.after(note);
    }
    // What is mended leaves its room empty, so that nothing jumps while somebody aims at a button below it.
    if (note && !fault) note.style.minHeight = note.offsetHeight + "px";
    if (note) note.textContent = fault;
    if (fault) question.block.classList.add("wrong");
    question.block.classList.toggle("mended", !fault);
    for (const control of question.controls) {
      if (fault) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  };

  const send = async (keepalive) => {
    const sent = changed();
    if (!sent.length) return true;
    const body = new URLSearchParams();
    for (const name of ["bewijs", "#taal"]) body.append(name, sheet.elements.namedItem(name).value);
    const held = new Map();
    for (const question of sent) {
      held.set(question.place, question.held());
      body.append("#was", question.was.value);
      for (const [name, value] of question.fields()) body.append(name, value);
      for (const seen of question.block.querySelectorAll("[name='#gezien']")) body.append("#gezien", seen.value);
    }
    word.textContent = sheet.dataset.saving;
    let reply;
    try {
      reply = await fetch(sheet.action, {
        method: "POST",
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
        body, credentials: "same-origin", keepalive,
      });
    } catch {
      // No connection: the page keeps what was typed, and sends it when there is one.
      offline = true;
      word.textContent = sheet.dataset.offline;
      clearTimeout(waits);
      waits = setTimeout(save, pause);
      return false;
    }
    offline = false;
    // Anything else is shown when the form itself is sent.
    if (!reply.ok || !(reply.headers.get("Content-Type") || "").startsWith("application/json")) {
      word.textContent = sheet.dataset.refused;
      return true;
    }
    const now = await reply.json();
    const answered = now.answers
      .map((answer) => ({ ...answer, question: sent.find((one) => one.place === answer.place) }))
      .filter((answer) => answer.question);
    for (const { question, mark, place } of answered) {
      question.was.value = mark + " " + place;
      question.saved = held.get(place);
    }
    word.textContent = now.saved;
    pressed.then(() => {
      for (const { question, place, fault } of answered) {
        if (question.held() === held.get(place)) tell(question, fault);
      }
      standing.innerHTML = now.standing;
      standing.closest("aside").className = "pane beside card live tone-" + now.tone;
    });
    if (wanted) {
      const button = wanted;
      wanted = null;
      setTimeout(() => sheet.requestSubmit(button), 0);
    }
    return true;
  };

  // One at a time, so that each is based on what the one before made.
  const save = async (keepalive = false) => {
    if (busy) { await busy; if (busy) return; }
    busy = send(keepalive === true);
    try { await busy; } finally { busy = null; }
  };

  sheet.addEventListener("change", () => save());
  addEventListener("online", () => save());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
  });
  // A text that the site does not take would be lost with the page.
  const tooLong = () => {
    const found = questions.filter((question) => question.fields()
      .some(([, value]) => new TextEncoder().encode(value).length > longest));
    for (const question of found) tell(question, sheet.dataset.toolong);
    if (found.length) found[0].controls[0].focus();
    return found.length > 0;
  };

  sheet.addEventListener("submit", (event) => {
    if (tooLong()) { event.preventDefault(); return; }
    if (!busy && !offline) return;
    // What is on its way goes first, and without a connection the page stays.
    event.preventDefault();
    const button = event.submitter;
    (busy || save()).finally(() => setTimeout(() => {
      if (offline) wanted = button; else sheet.requestSubmit(button);
    }, 0));
  });
  sheet.addEventListener("input", () => { wanted = null; });
  addEventListener("beforeunload", (event) => {
    if (offline && changed().length) event.preventDefault();
  });
})();
