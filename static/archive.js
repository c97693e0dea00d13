// Comfort only: every page works without this script. It offers to copy the link to a paragraph and a citation.
"use strict";

(() => {
  const statement = document.getElementById("statement");
  if (!statement || !navigator.clipboard) return;
  const { citation, permalink } = statement.dataset;

  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  document.body.append(said);

  // A button that copies `text` and, for a moment, says so in its own place.
  const button = (words, label, text) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "copy";
    made.textContent = words;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        made.textContent = "copied";
        said.textContent = `Copied: ${text}`;
      } catch {
        made.textContent = "failed";
        said.textContent = "The browser did not let this page copy.";
      }
      setTimeout(() => { made.textContent = words; }, 2000);
    });
    return made;
  };

  for (const paragraph of statement.querySelectorAll(".paragraph")) {
    const link = `${permalink}#${paragraph.id}`;
    const number = paragraph.dataset.printed || `[${paragraph.id.slice(1)}]`;
    paragraph.append(
      button("link", `Copy link to paragraph ${paragraph.id.slice(1)}`, link),
      button("cite", `Copy citation of paragraph ${paragraph.id.slice(1)}`, `${citation}, para. ${number}, ${link}.`),
    );
  }

  const whole = statement.querySelector(".citation");
  const copyWhole = button("Copy citation", "Copy citation", whole.textContent.trim());
  copyWhole.classList.add("whole");
  whole.after(copyWhole);
})();
