package org.mingchou.draw.internal;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.sampler.LogEntry;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Outsiders who re-ran a draw with a program that is not ours and signed what they found. A verdict against the draw is
 * kept and shown like any other; nobody can take one back.
 */
@Service
@Clause("抽取规范 §3.7：当事方以外的重算不少于三份")
class Verdicts {

    static final int NEEDED = 3;

    /**
     * @param who slug of the outsider; empty for the signed-in account's own
     * @param result 64 hex, the hash of the result.tsv that he found
     * @param publicDigest 64 hex, the hash of the summary.txt that follows from it: counts and names
     */
    record Submission(
            @Nullable String who,
            @Nullable String result,
            @Nullable String publicDigest,
            @Nullable String implementation,
            @Nullable String time,
            @Nullable String signature) {}

    record Invitation(
            @Nullable String who,
            @Nullable String label,
            @Nullable String publicKey) {}

    /**
     * An outsider without an account.
     *
     * @param publicKey 64 hex; kept from everybody until it was compared, so that whoever does takes it from its owner
     * @param checkedBy who outside the lead department compared the key with the one its owner publishes; null until
     *     then, and until then no verdict under it counts
     */
    record Invited(
            String who,
            String label,
            @Nullable String publicKey,
            String invitedBy,
            OffsetDateTime invitedAt,
            @Nullable String checkedBy,
            @Nullable OffsetDateTime checkedAt) {}

    record Row(
            String who,
            String label,
            String implementation,
            String result,
            String publicDigest,
            String signedTime,
            String publicKey,
            String signature,
            boolean agrees,
            String submittedBy,
            OffsetDateTime loggedAt) {}

    /** Who may sign: his slug in the log, what people call him, his key. */
    record Signer(String who, String label, String publicKey) {}

    private static final Pattern WHO = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9._+-]{1,48}/[A-Za-z0-9._+-]{1,16}");
    /** As the verifiers read it (§3.11.4): ISO 8601 also knows an hour 24 and a second 60, which they refuse. */
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ");
    /** Names under which the server's own program would be run. */
    private static final Pattern OURS = Pattern.compile("(?i)mingchou.*|sampler/.*");

    private static final String SUPERVISOR = "supervisor";

    /** Under which name a supervisor signs. */
    static String supervisorSlug(long accountId) {
        return SUPERVISOR + "-" + accountId;
    }

    private final DrawStore store;
    private final DrawAccess access;
    private final Parties parties;
    private final PartyKeys keys;
    private final PublicSummaries summaries;
    private final VerdictWork work;
    private final BusinessClock clock;
    private final JdbcClient jdbc;

    Verdicts(
            DrawStore store,
            DrawAccess access,
            Parties parties,
            PartyKeys keys,
            PublicSummaries summaries,
            VerdictWork work,
            BusinessClock clock,
            JdbcClient jdbc) {
        this.store = store;
        this.access = access;
        this.parties = parties;
        this.keys = keys;
        this.summaries = summaries;
        this.work = work;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Transactional
    public void submit(Actor actor, long drawId, Submission input) {
        var draw = store.lock(drawId, actor.regionCode());
        access.requireInside(draw, actor);
        requireDrawn(draw);
        var signer = signer(draw, actor, input.who());
        var result = shaped(HEX, input.result(), "verdict-result", "重算结果须是 result.tsv 的 SHA-256，64 位小写十六进制数。");
        var published = shaped(
                HEX,
                input.publicDigest(),
                "verdict-public",
                "缺少公开内容指纹：它也是 64 位小写十六进制数，核验程序在核验完整证书后与结果指纹一同给出。请用现在的 verify.py 或 verify.html 重新核验并签名。");
        var tool = shaped(
                TOOL,
                input.implementation(),
                "verdict-implementation",
                "程序名须为“名称/版本”，只用字母、数字和 . _ + -，例如 verify.py/1。");
        if (OURS.matcher(tool).matches()) {
            throw Problem.unprocessable("verdict-own-program", "重算须用不是本平台抽取程序的实现，例如 verify.py、verify.html 或自行编写的程序。");
        }
        var time = shaped(TIME, input.time(), "verdict-time", "时间须为世界协调时，例如 2026-05-20T08:30:00Z。");
        requireTime(time);
        var signature = PartySignatures.requireSignature(
                input.signature(),
                signer.publicKey(),
                PartySignatures.verdictText(draw.drawNo(), signer.who(), result, published, tool, time));
        var known = jdbc.sql("""
                SELECT EXISTS (SELECT FROM draw.verdict
                               WHERE draw_id = :draw AND who = :who AND implementation = :tool)""")
                .param("draw", drawId)
                .param("who", signer.who())
                .param("tool", tool)
                .query(Boolean.class)
                .single();
        if (known) {
            throw Problem.conflict("verdict-given", signer.label() + "已用 " + tool + " 提交过重算结论，结论不能更改。可换用另一个程序再提交一份。");
        }
        var agrees = result.equals(draw.drawn().resultDigest())
                && published.equals(summaries.of(draw).digest());
        jdbc.sql("""
                INSERT INTO draw.verdict (draw_id, who, label, implementation, result, public_digest, signed_time, public_key,
                                          signature, agrees, submitted_by, logged_at)
                VALUES (:draw, :who, :label, :tool, :result, :public, :time, :key, :signature, :agrees, :by, :at)""")
                .param("draw", drawId)
                .param("who", signer.who())
                .param("label", signer.label())
                .param("tool", tool)
                .param("result", result)
                .param("public", published)
                .param("time", time)
                .param("key", signer.publicKey())
                .param("signature", signature)
                .param("agrees", agrees)
                .param("by", actor.displayName())
                .param("at", now())
                .update();
        store.log(draw, LogEntry.verdict(draw.drawNo(), signer.who(), result, published));
        if (!agrees) {
            work.dissent(draw, signer.who(), signer.label());
        }
        store.record(
                actor,
                "submit-verdict",
                draw,
                Map.of(
                        "who",
                        signer.who(),
                        "implementation",
                        tool,
                        "agrees",
                        agrees,
                        "label",
                        signer.label(),
                        "by",
                        actor.displayName()));
    }

    /** Names an outsider without an account, such as a court, with the key that he himself has made and published. */
    @Transactional
    public void invite(Actor actor, long drawId, Invitation input) {
        DrawDuties.requireNoRegistrar(actor);
        var draw = store.lock(drawId, actor.regionCode());
        DrawDuties.requireLead(draw.leadDepartmentId(), actor);
        if (draw.state() == DrawState.VOID) {
            throw Problem.conflict("draw-void", "这次抽取已作废，不再邀请重算。");
        }
        var who = shaped(WHO, input.who(), "verifier-who", "代号须由 1 至 32 个小写字母、数字和连字符组成。");
        var label = input.label() == null ? "" : input.label().strip();
        if (label.isEmpty() || label.length() > 60) {
            throw Problem.badInput("verifier-label", "请写明重算人的名称，60 字以内。");
        }
        var key = PartySignatures.requireKey(input.publicKey());
        var taken = who.startsWith(SUPERVISOR)
                || parties.of(drawId).stream().anyMatch(p -> p.slug().equals(who))
                || invited(drawId).stream().anyMatch(i -> i.who().equals(who));
        if (taken) {
            throw Problem.conflict("verifier-who-taken", "代号 " + who + " 已被占用，请另取一个。");
        }
        var like = Parties.likeness(label);
        if (parties.of(drawId).stream()
                        .map(Parties.Party::label)
                        .map(Parties::likeness)
                        .anyMatch(like::equals)
                || invited(drawId).stream()
                        .map(Invited::label)
                        .map(Parties::likeness)
                        .anyMatch(like::equals)) {
            throw Problem.conflict(
                    "verifier-label-taken", "已有当事方或重算人名称为“" + label + "”，同名的读者分不清是谁签的字。请写明单位或身份，另取一个名称。");
        }
        if (keys.known(key) || invited(drawId).stream().anyMatch(i -> key.equals(i.publicKey()))) {
            throw Problem.conflict("verifier-key-known", "这个公钥已属于本次抽取的当事方或另一重算人，不能再代表他人。");
        }
        jdbc.sql("""
                INSERT INTO draw.outside_verifier (draw_id, who, label, public_key, invited_by, invited_at)
                VALUES (:draw, :who, :label, :key, :by, :at)""")
                .param("draw", drawId)
                .param("who", who)
                .param("label", label)
                .param("key", key)
                .param("by", actor.displayName())
                .param("at", now())
                .update();
        store.record(
                actor,
                "invite-verifier",
                draw,
                Map.of(
                        "who",
                        who,
                        "fingerprint",
                        PartySignatures.fingerprint(key),
                        "label",
                        label,
                        "by",
                        actor.displayName()));
        work.invited(draw, label);
    }

    /**
     * Somebody outside the lead department says that he compared the key with what its owner publishes: alone, the lead
     * could invite three names under keys of its own making.
     */
    @Transactional
    public void check(Actor actor, long drawId, String who, @Nullable String publicKey) {
        DrawDuties.requireNoRegistrar(actor);
        var draw = store.lock(drawId, actor.regionCode());
        access.requireInside(draw, actor);
        if (!mayCheck(draw, actor)) {
            throw Problem.notAllowed("verifier-check-by-lead", "受邀重算人的公钥须由牵头部门以外的当事方或监督机关核对，请由其账号操作。");
        }
        var invited = invited(drawId, who);
        if (invited.checkedBy() != null) {
            throw Problem.conflict("verifier-checked", invited.label() + "的公钥已由" + invited.checkedBy() + "核对，不必再核对。");
        }
        var key = Objects.requireNonNull(invited.publicKey());
        if (!key.equals(publicKey == null ? "" : publicKey.strip())) {
            throw Problem.unprocessable(
                    "verifier-key-differs",
                    "输入的公钥与登记的不同。请向" + invited.label() + "本人或其公布处取得公钥再输入；确不相同的，不要确认，请牵头部门以另一代号重新邀请。");
        }
        jdbc.sql("""
                INSERT INTO draw.outside_verifier_check (draw_id, who, checked_by, checked_at)
                VALUES (:draw, :who, :by, :at)""")
                .param("draw", drawId)
                .param("who", who)
                .param("by", actor.displayName())
                .param("at", now())
                .update();
        store.record(
                actor,
                "check-verifier",
                draw,
                Map.of("who", who, "fingerprint", PartySignatures.fingerprint(key), "by", actor.displayName()));
    }

    /** Whoever stands outside the lead department in this draw: an outside party, the supervisor. */
    boolean mayCheck(Draw draw, Actor actor) {
        return party(draw, actor).map(Parties.Party::outside).orElseGet(() -> supervises(draw, actor));
    }

    List<Invited> invited(long drawId) {
        return jdbc.sql("""
                SELECT v.who, v.label, v.public_key, v.invited_by, v.invited_at, c.checked_by, c.checked_at
                FROM draw.outside_verifier v LEFT JOIN draw.outside_verifier_check c USING (draw_id, who)
                WHERE v.draw_id = :draw ORDER BY v.who""").param("draw", drawId).query(Invited.class).list();
    }

    /** As anybody may see them. */
    List<Invited> shownInvited(long drawId) {
        return invited(drawId).stream()
                .map(i -> i.checkedBy() != null
                        ? i
                        : new Invited(i.who(), i.label(), null, i.invitedBy(), i.invitedAt(), null, null))
                .toList();
    }

    private Invited invited(long drawId, String who) {
        return invited(drawId).stream()
                .filter(i -> i.who().equals(who))
                .findFirst()
                .orElseThrow(
                        () -> Problem.unprocessable("verifier-unknown", "没有邀请过代号为 " + who + " 的重算人。请牵头部门先邀请并登记其公钥。"));
    }

    /** Chinese: by what right he signed, who vouches for his key, who brought his words. */
    String origin(Draw draw, Row row) {
        var brought = "，由" + row.submittedBy() + "提交";
        var guest = invited(draw.key()).stream()
                .filter(i -> i.who().equals(row.who()))
                .findFirst();
        if (guest.isEmpty()) {
            return (row.who().startsWith(SUPERVISOR + "-") ? "监督机关" : "牵头部门以外的当事方") + brought;
        }
        return "受" + guest.get().invitedBy() + "（牵头部门）邀请，"
                + (guest.get().checkedBy() == null
                        ? "公钥没有人核对"
                        : "公钥由" + guest.get().checkedBy() + "核对") + brought;
    }

    /** By who, then implementation, as verdicts.txt lists them. */
    List<Row> of(long drawId) {
        return jdbc.sql("""
                SELECT who, label, implementation, result, public_digest, signed_time, public_key, signature, agrees,
                       submitted_by, logged_at
                FROM draw.verdict WHERE draw_id = :draw ORDER BY who, implementation""").param("draw", drawId).query(Row.class).list();
    }

    /** Different outsiders, under keys of their own, who found the draw's own result, counts and names. */
    static long agreeing(List<Row> rows) {
        var agreeing = rows.stream().filter(Row::agrees).toList();
        return Math.min(
                agreeing.stream().map(Row::who).distinct().count(),
                agreeing.stream().map(Row::publicKey).distinct().count());
    }

    /** The account's own standing, or the invited outsider's whose signed words it brings. */
    private Signer signer(Draw draw, Actor actor, @Nullable String who) {
        var mine = self(draw, actor);
        if (who == null
                || who.isBlank()
                || mine.filter(m -> m.who().equals(who)).isPresent()) {
            return mine.orElseThrow(() ->
                    Problem.notAllowed("verdict-by-lead", "重算结论须由牵头部门以外的当事方、监督机关或受邀的重算人作出。受邀人没有账号的，请选其代号，提交其签名。"));
        }
        var invited = invited(draw.key(), who);
        if (invited.checkedBy() == null) {
            throw Problem.conflict("verifier-unchecked", invited.label() + "的公钥还没有人核对。请牵头部门以外的当事方或监督机关向其本人核对公钥后再提交。");
        }
        return new Signer(invited.who(), invited.label(), Objects.requireNonNull(invited.publicKey()));
    }

    /** Under which name and key an account signs; the lead department cannot vouch for itself. */
    Optional<Signer> self(Draw draw, Actor actor) {
        var party = party(draw, actor);
        if (party.isPresent()) {
            var p = party.get();
            if (!p.outside()) {
                return Optional.empty();
            }
            var bound = p.publicKey();
            return Optional.of(new Signer(
                    p.slug(), p.label(), bound == null ? keys.require(actor).publicKey() : bound));
        }
        return supervises(draw, actor)
                ? Optional.of(new Signer(
                        supervisorSlug(actor.accountId()),
                        actor.displayName(),
                        keys.of(actor.accountId()).map(PartyKeys.Key::publicKey).orElse("")))
                : Optional.empty();
    }

    /** Where the supervisor's own department leads, it does not watch itself. */
    private static boolean supervises(Draw draw, Actor actor) {
        return actor.has(Role.SUPERVISOR) && !Objects.equals(actor.departmentId(), draw.leadDepartmentId());
    }

    private Optional<Parties.Party> party(Draw draw, Actor actor) {
        return parties.of(draw.key()).stream()
                .filter(p -> p.accountId() == actor.accountId())
                .findFirst();
    }

    private static void requireDrawn(Draw draw) {
        if (draw.outcome() == null || draw.state() == DrawState.VOID) {
            throw Problem.conflict("not-drawn-yet", "抽取结果还没有计算，尚不能提交重算结论。");
        }
    }

    private static void requireTime(String time) {
        try {
            DateTimeFormatter.ISO_INSTANT.parse(time);
        } catch (DateTimeParseException e) {
            throw Problem.badInput("verdict-time", "时间 " + time + " 不存在，请核对。");
        }
    }

    private static String shaped(Pattern pattern, @Nullable String given, String type, String detail) {
        var text = given == null ? "" : given.strip();
        if (!pattern.matcher(text).matches()) {
            throw Problem.badInput(type, detail);
        }
        return text;
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }
}
