package org.mingchou.draw.internal;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.Params;
import org.mingchou.sampler.Secrets;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A party shows its first secret, then, when the list is closed, its second. */
@Service
class RevealSecret {

    private static final Pattern SECRET = Pattern.compile("[0-9a-f]{64}");

    private final DrawStore store;
    private final Parties parties;
    private final PartyKeys keys;
    private final DrawFiles files;
    private final SettleDraw settle;
    private final BusinessClock clock;
    private final BeaconReaders readers;

    RevealSecret(
            DrawStore store,
            Parties parties,
            PartyKeys keys,
            DrawFiles files,
            SettleDraw settle,
            BusinessClock clock,
            BeaconReaders readers) {
        this.readers = readers;
        this.store = store;
        this.parties = parties;
        this.keys = keys;
        this.files = files;
        this.settle = settle;
        this.clock = clock;
    }

    @Transactional
    public void first(Actor actor, long drawId, @Nullable String given, @Nullable String signature) {
        DrawDuties.requireNoRegistrar(actor);
        var draw = store.lock(drawId, actor.regionCode());
        var party = parties.require(drawId, actor);
        draw.require(DrawAct.REVEAL);
        if (draw.revealOverdue(clock.now())) {
            throw Problem.conflict("reveal-deadline-passed", "揭示期限已过，这次抽取自动作废。请由计划员重新冻结，沿用原名单。");
        }
        if (party.firstSecret() != null) {
            throw Problem.conflict("already-revealed", party.label() + "已经揭示，不必重复提交。");
        }
        var params = files.params(draw);
        var secret = shaped(given);
        requireOpens(
                Secrets.commitFirst(HashProfile.SHA256, draw.drawNo(), party.slug(), secret),
                String.valueOf(party.first()),
                "第一次");
        parties.reveal(drawId, party.slug(), 1, secret, signed(actor, draw, party, 1, secret, signature));
        store.log(draw, entry(LogEntry.Kind.REVEAL, params, party.slug(), secret));
        store.record(actor, DrawAct.REVEAL, draw, Map.of("party", party.slug()));
        if (!parties.allSecrets(drawId, 1).isEmpty()) {
            readers.tell(store.save(draw.completeReveal()));
        }
    }

    @Transactional
    public void second(Actor actor, long drawId, @Nullable String given, @Nullable String signature) {
        DrawDuties.requireNoRegistrar(actor);
        var draw = store.lock(drawId, actor.regionCode());
        var party = parties.require(drawId, actor);
        if (draw.state() == DrawState.WITHHELD) {
            throw Problem.conflict(
                    "second-reveal-deadline-passed",
                    "二次揭示期限已过，未揭示的当事方已记入透明日志，此后不再接受揭示。现由揭示过的当事方当众补掷信标、两方各自录入，确定替补与人员。");
        }
        draw.require(DrawAct.REVEAL_SECOND);
        if (party.secondSecret() != null) {
            throw Problem.conflict("already-revealed", party.label() + "已经完成二次揭示，不必重复提交。");
        }
        var params = files.params(draw);
        var secret = shaped(given);
        requireOpens(
                Secrets.commitSecond(HashProfile.SHA256, draw.drawNo(), party.slug(), secret),
                String.valueOf(party.second()),
                "第二次");
        parties.reveal(drawId, party.slug(), 2, secret, signed(actor, draw, party, 2, secret, signature));
        store.log(draw, entry(LogEntry.Kind.REVEAL2, params, party.slug(), secret));
        store.record(actor, DrawAct.REVEAL_SECOND, draw, Map.of("party", party.slug()));
        var all = parties.allSecrets(drawId, 2);
        if (!all.isEmpty()) {
            settle.settle(draw, params, all);
        }
    }

    /** Signed with the key under which the party committed; it cannot have changed since the freeze. */
    private String signed(
            Actor actor, Draw draw, Parties.Party party, int round, String secret, @Nullable String signature) {
        var bound = party.publicKey();
        return PartySignatures.requireSignature(
                signature,
                bound == null ? keys.require(actor).publicKey() : bound,
                PartySignatures.revealText(draw.drawNo(), party.slug(), round, secret));
    }

    private static String shaped(@Nullable String given) {
        var secret = given == null ? "" : given.strip();
        if (!SECRET.matcher(secret).matches()) {
            throw Problem.badInput("secret-shape", "秘密数须是 64 位小写十六进制数，请粘贴作出承诺时保存的那一行。");
        }
        return secret;
    }

    private static void requireOpens(String made, String committed, String which) {
        if (!made.equals(committed)) {
            throw Problem.unprocessable(
                    "secret-does-not-open", "这个秘密数与" + which + "承诺不符，没有记录。请核对是否用了另一次抽取、另一当事方或另一次揭示的秘密数，改正后重新提交。");
        }
    }

    /** With a limited audience the log shows the hash: seed and public list together would betray tiers. */
    @Clause("抽取规范 §3.7")
    private static LogEntry entry(LogEntry.Kind kind, Params params, String party, String secret) {
        var shown = params.audience() == Params.Audience.PUBLIC ? secret : "sha256:" + HashProfile.SHA256.hex(secret);
        return new LogEntry(kind, params.draw(), party + "|" + shown);
    }
}
