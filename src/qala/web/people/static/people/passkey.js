// Says so on the page where a passkey was not given, was not right, or where the browser has none.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-wrong").hidden = false;
});
