/* Says whether a door proof holds. It stands in the fragment of the address, which no browser sends anywhere; the page
   asks for the roots of the draw and nothing else. Without this script the form does the same in the server. */
(function () {
  'use strict';
  var form = document.getElementById('check');
  var box = document.getElementById('proof');
  var out = document.getElementById('verdict');

  function say(kind, title, lines, drawNo) {
    var card = document.createElement('div');
    card.className = 'verdict ' + kind;
    var head = document.createElement('strong');
    head.textContent = title;
    card.appendChild(head);
    lines.forEach(function (line) {
      var p = document.createElement('p');
      p.textContent = line;
      card.appendChild(p);
    });
    if (drawNo) {
      var more = document.createElement('p');
      var link = document.createElement('a');
      link.href = '/draws/' + drawNo;
      link.textContent = '抽取 ' + drawNo;
      more.appendChild(link);
      card.appendChild(more);
    }
    out.replaceChildren(card);
    out.focus({ preventScroll: true });
    out.scrollIntoView({ block: 'nearest' });
  }

  function no(why) {
    say('false', '假', [why, '没有被抽中、事后添上或改动过的，都拿不出真的证明。请向检查人员说明，并致电牵头部门核实。']);
  }

  function reckon(given) {
    var text = SSJ.unfold(given);
    var data = new TextEncoder().encode(text);
    var found = SSJ.door('证明', data, null, function () {});
    return { kind: found.kind, draw: found.draw, id: found.id, root: found.root, drawn: found.drawn };
  }

  function check(given) {
    var found;
    try {
      found = reckon(given);
    } catch (e) {
      if (typeof SSJ !== 'undefined' && e instanceof SSJ.Malformed) {
        no('这段文字不是完整的证明，或者改动过。请重新扫码；粘贴的要整段复制，以 spec= 开头，或是扫出的整个网址。');
      } else if (typeof SSJ !== 'undefined' && e instanceof SSJ.Unverified) {
        no('这一行不在具有这个根的结果里，内容改动过。');
      } else {
        say('mind', '没有核对成', ['这个浏览器太旧，不能在本机核对。请点“由本站核对”，或换一部手机。']);
        form.dataset.plain = 'yes';
        form.querySelector('button').textContent = '由本站核对';
      }
      return;
    }
    out.replaceChildren();
    fetch('/draws/' + encodeURIComponent(found.draw) + '/roots.json', { headers: { Accept: 'application/json' } })
      .then(function (answer) {
        if (answer.status === 404) return null;
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      })
      .then(function (roots) {
        var row = found.kind === 'row';
        if (!roots) no('本站没有编号为 ' + found.draw + ' 的抽取。');
        else if ((row ? roots.frameSalted : roots.result) !== found.root)
          no('证明上的根与本站公开日志、开启文件所记的不同。');
        else if (row)
          say('true', '真', ['代码 ' + found.id + ' 的这一行确在冻结名单里，根与开启文件所记一致。'], found.draw);
        else
          say(
            found.drawn ? 'true' : 'mind',
            found.drawn ? '真' : '真，但只是候补',
            [
              '代码 ' + found.id + (found.drawn ? ' 确实被抽中' : ' 在抽取当时列为候补，只在递补以后才接受检查') +
                '：这一行在抽取当时登记的结果里，根与公开日志所记一致。',
              '请核对代码是不是本单位的，并查看来人的执法证件，至少两人。',
            ],
            found.draw,
          );
      })
      .catch(function () {
        say('mind', '没有核对成', ['取不到公开日志，可能是网络不通。请稍后点“核对”再试一次。']);
      });
  }

  function fromAddress() {
    if (location.hash.length < 2) return;
    box.value = location.origin + location.pathname + location.hash;
    check(box.value);
  }

  form.addEventListener('submit', function (event) {
    if (form.dataset.plain) return;
    event.preventDefault();
    check(box.value);
  });
  window.addEventListener('hashchange', fromAddress);
  fromAddress();
})();
