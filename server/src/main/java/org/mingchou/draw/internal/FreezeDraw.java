package org.mingchou.draw.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.notification.Inbox;
import org.mingchou.org.Accounts;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.sampler.StratumCount;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Problem.FieldError;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Fixes frame, officer lists, recusals and parties. From here on nothing about them can change. */
@Service
class FreezeDraw {

    record PartyInput(
            @Nullable String slug,
            @Nullable String label,
            @Nullable Long accountId) {}

    /** @param auditShare basis points of the excluded rows of each code that are audited; {@value #AUDIT_SHARE} when absent */
    record Freeze(
            @Nullable List<PartyInput> parties,
            @Nullable Integer revealMinutes,
            @Nullable String beacon,
            @Nullable Integer auditShare) {}

    private record Party(String slug, String label, Actor account, Role role, boolean outside) {}

    static final int TIER_AGE_DAYS = 7;
    private static final int LONGEST_REVEAL = 10_080;
    private static final int AUDIT_SHARE = 500;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,32}");

    private final DrawStore store;
    private final Parties parties;
    private final PartyKeys keys;
    private final Beacons beacons;
    private final FrameWriter frames;
    private final Pools pools;
    private final RecordedChanges changes;
    private final Plans plans;
    private final Accounts accounts;
    private final BusinessClock clock;
    private final Inbox inbox;
    private final JdbcClient jdbc;

    FreezeDraw(
            DrawStore store,
            Parties parties,
            PartyKeys keys,
            Beacons beacons,
            FrameWriter frames,
            Pools pools,
            RecordedChanges changes,
            Plans plans,
            Accounts accounts,
            BusinessClock clock,
            Inbox inbox,
            JdbcClient jdbc) {
        this.store = store;
        this.parties = parties;
        this.keys = keys;
        this.beacons = beacons;
        this.frames = frames;
        this.pools = pools;
        this.changes = changes;
        this.plans = plans;
        this.accounts = accounts;
        this.clock = clock;
        this.inbox = inbox;
        this.jdbc = jdbc;
    }

    @Transactional
    public Draw freeze(Actor actor, long planId, Freeze input) {
        DrawDuties.requireNoRegistrar(actor);
        var plan = plans.require(planId, actor.regionCode());
        DrawDuties.requireLead(plan.leadDepartmentId(), actor);
        DrawDuties.requireApproved(plan);
        DrawDuties.requireOpenWindow(plan, clock.today());
        DrawDuties.requireSealable(plan, "不能冻结。请撤销这份计划（作废过抽取、不能撤销的，到期办结），另编计划，改为“完整证书只给当事方和监督机关”或者“名单即时公开”。");
        var chosen = check(plan, input);
        // Holds the plan: two freezes of one plan come one after the other.
        plans.freeze(planId, actor.regionCode());
        var earlier = store.ofPlan(planId);
        earlier.stream().filter(d -> d.state() != DrawState.VOID).findFirst().ifPresent(FreezeDraw::refuseSecond);
        var prev = earlier.stream().findFirst();
        var drawNo = store.nextNumber(actor.regionCode());
        var draw = prev.isPresent() ? again(prev.get(), plan, drawNo, input) : anew(plan, drawNo, input);
        changes.record(draw, plan);
        for (var party : chosen) {
            requireOwnKey(party);
            parties.add(
                    draw.key(),
                    party.slug(),
                    party.label(),
                    party.account(),
                    party.role().name(),
                    party.outside());
            inbox.tellAccount(
                    party.account().accountId(),
                    plan.title() + "已冻结名单，请"
                            + (keys.of(party.account().accountId()).isEmpty() ? "先登记密钥，再" : "") + "作出承诺（抽取编号 " + drawNo
                            + "）",
                    "/desk/plans/" + planId + "/draw");
        }
        store.record(
                actor,
                "freeze-draw",
                draw,
                Map.of(
                        "drawNo",
                        drawNo,
                        "frame",
                        draw.frame().frameDigest(),
                        "plan",
                        planId,
                        "parties",
                        chosen.stream().map(FreezeDraw::recorded).toList()));
        return draw;
    }

    /** The opening binds a party's slug alone; whom it stands for is bound here. */
    private static Map<String, Object> recorded(Party party) {
        return Map.of(
                "party",
                party.slug(),
                "label",
                party.label(),
                "account",
                party.account().accountId(),
                "by",
                party.account().displayName(),
                "role",
                party.role().name(),
                "outside",
                party.outside());
    }

    private Draw anew(PlanSnapshot plan, String drawNo, Freeze input) {
        requireOldTiers(plan);
        var written = frames.write(plan);
        var summary = written.summary();
        var frame = new Draw.Frame(
                summary.digest(),
                summary.root(),
                written.salted(),
                summary.count(),
                summary.eligible(),
                written.saltKey());
        var draw = store.save(record(plan, drawNo, Optional.empty(), frame, input));
        written.codes().forEach((code, objects) -> addCode(draw.key(), code, objects));
        summary.strata().forEach((stratum, count) -> addStratum(draw.key(), stratum, count));
        pools.freeze(draw.key(), plan);
        return draw;
    }

    @Clause("抽取规范 §3.4：重抽沿用原名单，逐字节不变，并注明前次编号")
    private Draw again(Draw prev, PlanSnapshot plan, String drawNo, Freeze input) {
        var draw = store.save(record(plan, drawNo, Optional.of(prev.drawNo()), prev.frame(), input));
        jdbc.sql("INSERT INTO draw.frame_code SELECT :next, code, objects FROM draw.frame_code WHERE draw_id = :prev")
                .param("next", draw.key())
                .param("prev", prev.key())
                .update();
        jdbc.sql("""
                INSERT INTO draw.frame_stratum
                SELECT :next, stratum, objects, eligible FROM draw.frame_stratum WHERE draw_id = :prev""").param("next", draw.key()).param("prev", prev.key()).update();
        pools.copy(prev.key(), draw.key());
        return draw;
    }

    private Draw record(PlanSnapshot plan, String drawNo, Optional<String> prev, Draw.Frame frame, Freeze input) {
        return Draw.freeze(
                plan.regionCode(),
                plan.id(),
                plan.leadDepartmentId(),
                drawNo,
                prev.orElse(null),
                input.revealMinutes() == null ? 60 : input.revealMinutes(),
                String.valueOf(input.beacon()),
                input.auditShare() == null ? AUDIT_SHARE : input.auditShare(),
                frame,
                clock.now());
    }

    @Clause("抽取规范 A5：分级日期须早于冻结至少 7 日")
    private void requireOldTiers(PlanSnapshot plan) {
        var earliest = plan.tierAsOf().plusDays(TIER_AGE_DAYS);
        if (clock.today().isBefore(earliest)) {
            throw Problem.conflict(
                    "tiers-too-young",
                    "分级日期 " + plan.tierAsOf() + " 距今不足 " + TIER_AGE_DAYS + " 天，为防止临时调级，最早可于 " + earliest + " 冻结名单。");
        }
    }

    private static void refuseSecond(Draw draw) {
        throw Problem.conflict(
                        "draw-not-void",
                        "这个计划已有抽取 " + draw.drawNo() + "（" + draw.state().label() + "）。一个计划只抽取一次；只有该次抽取作废后才能重抽。")
                .with("drawId", draw.key());
    }

    @Clause("抽取规范 §3.4：牵头部门、区市场监管部门、至少一名外部人员")
    private List<Party> check(PlanSnapshot plan, Freeze input) {
        beacons.require(input.beacon());
        var errors = new ArrayList<FieldError>();
        if (input.revealMinutes() != null && (input.revealMinutes() < 1 || input.revealMinutes() > LONGEST_REVEAL)) {
            errors.add(new FieldError("revealMinutes", "揭示期限须为 1 至 " + LONGEST_REVEAL + " 分钟。"));
        }
        // With one basis point each code is still sampled once; without any the defence would be gone.
        if (input.auditShare() != null && (input.auditShare() < 1 || input.auditShare() > 10_000)) {
            errors.add(new FieldError("auditShare", "排除抽查比例须为 1 至 10000（万分之一至百分之百），每种理由至少抽一户。"));
        }
        var chosen = new ArrayList<Party>();
        var slugs = new HashSet<String>();
        var people = new HashSet<Long>();
        var labels = new HashSet<String>();
        var inputs = input.parties() == null ? List.<PartyInput>of() : input.parties();
        for (int i = 0; i < inputs.size(); i++) {
            party(plan, inputs.get(i), "parties[" + i + "]", slugs, people, labels, errors)
                    .ifPresent(chosen::add);
        }
        if (errors.isEmpty()) {
            requireSide(chosen, Role.PLANNER, "牵头部门的计划员", errors);
            requireSide(chosen, Role.PARTY, "区市场监管部门的抽取当事方", errors);
            requireSide(chosen, Role.WITNESS, "一名外部见证人", errors);
        }
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
        return chosen;
    }

    private Optional<Party> party(
            PlanSnapshot plan,
            PartyInput input,
            String field,
            HashSet<String> slugs,
            HashSet<Long> people,
            HashSet<String> labels,
            List<FieldError> errors) {
        var slug = input.slug() == null ? "" : input.slug();
        if (!SLUG.matcher(slug).matches() || !slugs.add(slug)) {
            errors.add(new FieldError(field + ".slug", "当事方代号须由小写字母、数字和连字符组成，且互不相同。"));
        }
        var account = input.accountId() == null
                ? Optional.<Actor>empty()
                : accounts.find(input.accountId()).filter(a -> a.regionCode().equals(plan.regionCode()));
        if (account.isEmpty()) {
            errors.add(new FieldError(field + ".accountId", "没有找到这个账号，请从本地区的账号中选择。"));
            return Optional.empty();
        }
        if (!people.add(account.get().accountId())) {
            errors.add(new FieldError(field + ".accountId", "同一账号不能代表两个当事方，请更换。"));
        }
        var department = account.get().departmentId();
        var outside = department == null || department != plan.leadDepartmentId();
        var role = side(account.get(), outside);
        if (role.isEmpty() || account.get().has(Role.REGISTRAR)) {
            errors.add(new FieldError(
                    field + ".accountId", account.get().displayName() + "不能作为当事方：须为牵头部门计划员、外部门的抽取当事方或见证人，且不管理名录。"));
            return Optional.empty();
        }
        var label = input.label() == null || input.label().isBlank()
                ? account.get().displayName()
                : input.label().strip();
        if (!labels.add(Parties.likeness(label))) {
            errors.add(new FieldError(field + ".label", "已有当事方名称为“" + label + "”，各方的名称须互不相同，读者才分得清谁做了什么。请写明单位或身份。"));
        }
        return Optional.of(new Party(slug, label, account.get(), role.get(), outside));
    }

    private static Optional<Role> side(Actor account, boolean outside) {
        if (!outside) {
            return account.has(Role.PLANNER) ? Optional.of(Role.PLANNER) : Optional.empty();
        }
        return account.has(Role.WITNESS)
                ? Optional.of(Role.WITNESS)
                : account.has(Role.PARTY) ? Optional.of(Role.PARTY) : Optional.empty();
    }

    private static void requireSide(List<Party> chosen, Role role, String who, List<FieldError> errors) {
        if (chosen.stream().noneMatch(p -> p.role() == role)) {
            errors.add(new FieldError("parties", "当事方中须有" + who + "，请添加。"));
        }
    }

    /** From the freeze on a key that needs a second person can no longer come to count. */
    private void requireOwnKey(Party party) {
        var account = party.account().accountId();
        keys.hold(account);
        if (keys.waiting(account).isPresent() || (keys.of(account).isEmpty() && keys.passwordWasReset(account))) {
            throw Problem.conflict(
                    "party-key-undecided",
                    party.label() + "（" + party.account().displayName()
                            + "）的密钥尚待系统管理员确认。冻结后不能更换密钥，请先由本人登记、系统管理员确认后再冻结。");
        }
    }

    private void addCode(long drawId, String code, long objects) {
        jdbc.sql("INSERT INTO draw.frame_code (draw_id, code, objects) VALUES (:draw, :code, :objects)")
                .param("draw", drawId)
                .param("code", code)
                .param("objects", objects)
                .update();
    }

    private void addStratum(long drawId, String stratum, StratumCount count) {
        jdbc.sql("""
                INSERT INTO draw.frame_stratum (draw_id, stratum, objects, eligible)
                VALUES (:draw, :stratum, :objects, :eligible)""")
                .param("draw", drawId)
                .param("stratum", stratum)
                .param("objects", count.rows())
                .param("eligible", count.eligible())
                .update();
    }
}
