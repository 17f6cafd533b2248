// A film starts in the page only when the visitor asks for it; until then it is our own picture and a link.
function play(event) {
  const film = event.currentTarget.closest("[data-film]");
  const player = document.createElement("iframe");
  player.className = "film__player";
  player.src = film.dataset.filmEmbed;
  player.title = film.dataset.filmTitle;
  player.allow = "autoplay; fullscreen; picture-in-picture";
  player.referrerPolicy = "strict-origin";
  film.querySelector(".film__picture")?.remove();
  film.prepend(player);
  event.preventDefault();
  event.currentTarget.replaceWith(film.dataset.filmTitle);
  player.focus();
}

for (const link of document.querySelectorAll("[data-film] [data-film-link]")) {
  link.addEventListener("click", play);
}
