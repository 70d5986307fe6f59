package org.mingchou.draw.internal;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A party binds itself, under its own key, to two secrets that it keeps: only their hashes come here. */
@Service
class CommitToDraw {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final DrawStore store;
    private final Parties parties;
    private final PartyKeys keys;

    CommitToDraw(DrawStore store, Parties parties, PartyKeys keys) {
        this.store = store;
        this.parties = parties;
        this.keys = keys;
    }

    @Transactional
    public void commit(
            Actor actor, long drawId, @Nullable String first, @Nullable String second, @Nullable String signature) {
        DrawDuties.requireNoRegistrar(actor);
        var draw = store.lock(drawId, actor.regionCode());
        var party = parties.require(drawId, actor);
        draw.require(DrawAct.COMMIT);
        if (party.committed()) {
            throw Problem.conflict("already-committed", party.label() + "已经作出承诺，承诺不能更改。");
        }
        if (first == null
                || second == null
                || !HASH.matcher(first).matches()
                || !HASH.matcher(second).matches()) {
            throw Problem.badInput("commitment-shape", "两个承诺都须是 64 位小写十六进制数，请用随机数生成器给出的“承诺”栏粘贴。");
        }
        if (first.equals(second)) {
            throw Problem.badInput("commitments-equal", "第一次和第二次的承诺相同，请为两次各生成一个秘密数。");
        }
        var key = keys.require(actor);
        var signed = PartySignatures.requireSignature(
                signature, key.publicKey(), PartySignatures.commitText(draw.drawNo(), party.slug(), first, second));
        parties.commit(drawId, party.slug(), first, second, key.publicKey(), signed);
        store.record(actor, DrawAct.COMMIT, draw, Map.of("party", party.slug(), "key", key.fingerprint()));
    }
}
