/* The big screen. Asks for the state every two seconds and shows what the server says. It decides nothing: the dice
   appear one by one only so that the room can read along; they were entered before. */
(function () {
  'use strict';
  var EVERY = 2000;
  var DIE = 180;
  var PAGE = 9000;
  var path = location.pathname;
  var ahead = 0;
  var page = 0;
  var appearing = null;

  function screen() {
    return document.getElementById('live');
  }

  function time(now) {
    ahead = Date.parse(now) - Date.now();
  }

  function two(n) {
    return (n < 10 ? '0' : '') + n;
  }

  function tick() {
    var counts = document.querySelectorAll('[data-until]');
    for (var i = 0; i < counts.length; i++) {
      var left = Math.ceil((Date.parse(counts[i].dataset.until) - Date.now() - ahead) / 1000);
      var hours = Math.floor(left / 3600);
      /* Beyond two days nobody counts in hours. */
      var days = hours >= 48 ? Math.floor(hours / 24) : 0;
      hours -= days * 24;
      var text = (hours || days ? hours + ':' : '') + two(Math.floor((left % 3600) / 60)) + ':' + two(left % 60);
      counts[i].textContent = left > 0 ? text : counts[i].dataset.over;
      if (days && left > 0) {
        var line = document.createElement('small');
        line.textContent = days + ' 天又';
        counts[i].prepend(line);
      }
    }
  }

  function rows() {
    return document.querySelectorAll('.list li');
  }

  /* As many names as the screen holds; the rest follows page by page. */
  function turn() {
    var all = rows();
    if (!all.length || window.innerWidth < 1000) {
      return;
    }
    var size = 10;
    page = page * size >= all.length ? 0 : page;
    for (var i = 0; i < all.length; i++) {
      all[i].hidden = Math.floor(i / size) !== page;
    }
    page++;
  }

  function throwDice(from) {
    var dice = document.querySelectorAll('.die');
    clearTimeout(appearing);
    for (var i = from; i < dice.length; i++) {
      dice[i].classList.add('unseen');
    }
    function next(n) {
      if (n < dice.length) {
        dice[n].classList.remove('unseen');
        appearing = setTimeout(next, DIE, n + 1);
      }
    }
    next(from);
  }

  function replace(html) {
    var had = document.querySelectorAll('.die').length;
    var fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('live');
    screen().replaceWith(document.adoptNode(fresh));
    time(fresh.dataset.now);
    page = 0;
    if (document.querySelectorAll('.die').length > had) {
      throwDice(had);
    }
    turn();
    tick();
  }

  function say(text) {
    document.getElementById('connection').textContent = text;
  }

  function good(answer) {
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    return answer;
  }

  function ask() {
    var known = screen().dataset.revision;
    fetch(path + '.json?known=' + encodeURIComponent(known), { cache: 'no-store' })
      .then(good)
      .then(function (answer) {
        return answer.json();
      })
      .then(function (state) {
        time(state.now);
        say('');
        if (state.revision === known) {
          return null;
        }
        return fetch(path, { cache: 'no-store' })
          .then(good)
          .then(function (answer) {
            return answer.text();
          })
          .then(replace);
      })
      .catch(function () {
        say('连接中断，正在重试。');
      })
      .then(function () {
        setTimeout(ask, EVERY);
      });
  }

  time(screen().dataset.now);
  tick();
  turn();
  setInterval(tick, 500);
  setInterval(turn, PAGE);
  setTimeout(ask, EVERY);
})();
