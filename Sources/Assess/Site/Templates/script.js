// Every page works without this. With it, an answer is saved as soon as it is given, and the verdict
// beside the questions follows.
"use strict";
(() => {
  const summary = document.querySelector(".faults");
  if (summary) summary.focus();
  const sheet = document.querySelector("form.sheet");
  if (!sheet) return;
  const standing = document.getElementById("stand");
  const basis = sheet.elements.namedItem("basis");
  let busy = false;
  let again = false;
  const save = async () => {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const reply = await fetch(sheet.action, {
        method: "POST",
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(new FormData(sheet)),
        credentials: "same-origin",
      });
      // Anything else is shown when the form itself is sent.
      if (!reply.ok) return;
      const now = await reply.json();
      basis.value = now.basis;
      standing.innerHTML = now.standing;
      standing.closest("aside").className = "card live tone-" + now.tone;
    } catch {
      // No connection: the form keeps what was typed.
    } finally {
      busy = false;
      if (again) { again = false; save(); }
    }
  };
  sheet.addEventListener("change", save);
})();
