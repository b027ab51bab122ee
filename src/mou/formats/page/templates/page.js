// --- Light and dark: follows the system until the reader chooses; nothing is stored.
const startTheme = () => {
  const root = document.documentElement;
  const theme = byId("theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (prefersDark.matches ? "dark" : "light")) === "dark";
  const nameTheme = () => { theme.textContent = word(isDark() ? "light" : "dark"); };
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; nameTheme(); });
  prefersDark.addEventListener("change", nameTheme);
  nameTheme();
};

startTheme();
for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;
startAttention();
if (COUNT) {
  startTable();
  startTimeline();
}
startDetails();
