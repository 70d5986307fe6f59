/* Plain ES5, so that the oldest kernel can run it. Kernels before 86 lack replaceChildren. */
(function () {
  if (typeof Element !== 'undefined' && typeof Element.prototype.replaceChildren === 'function')
    return;
  document.getElementById('app').style.display = 'none';
  document.getElementById('old-browser').removeAttribute('hidden');
})();
