package org.mingchou.plan.internal;

import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.relational.core.conversion.DbActionExecutionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads plans inside a region and stores them together with the act that changed them. */
@Component
class PlanStore {

    private final JointPlans plans;
    private final JdbcClient jdbc;
    private final BusinessClock clock;
    private final AuditTrail audit;

    PlanStore(JointPlans plans, JdbcClient jdbc, BusinessClock clock, AuditTrail audit) {
        this.plans = plans;
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
    }

    JointPlan require(long id, String regionCode) {
        return plans.findById(id)
                .filter(p -> p.regionCode().equals(regionCode))
                .orElseThrow(() -> Problem.notFound("这个抽查计划"));
    }

    /** As {@link #require}, holding the row until the transaction ends. */
    JointPlan lock(long id, String regionCode) {
        var found = jdbc.sql("SELECT id FROM plan.joint_plan WHERE id = :id AND region_code = :region FOR UPDATE")
                .param("id", id)
                .param("region", regionCode)
                .query(Long.class)
                .optional();
        if (found.isEmpty()) {
            throw Problem.notFound("这个抽查计划");
        }
        return require(id, regionCode);
    }

    /** As {@link #lock}, for the version that the caller has read; null when he does not say. */
    JointPlan lock(long id, String regionCode, @Nullable Integer version) {
        var plan = lock(id, regionCode);
        if (version != null && version != plan.version()) {
            throw Problem.conflict("changed-meanwhile", "其他人刚刚修改了这个计划。请刷新后核对，再重新提交。");
        }
        return plan;
    }

    JointPlan save(JointPlan plan, PlanAct act, Actor actor, @Nullable String reason) {
        var saved = write(plan);
        jdbc.sql("""
                INSERT INTO plan.plan_act (plan_id, act, account_id, by_name, at, reason)
                VALUES (:plan, :act, :account, :name, :at, :reason)""")
                .param("plan", saved.key())
                .param("act", act.name())
                .param("account", actor.accountId())
                .param("name", actor.displayName())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .param("reason", reason)
                .update();
        audit.record(
                actor,
                act.name().toLowerCase(java.util.Locale.ROOT) + "-plan",
                "plan/" + saved.key(),
                Map.of("state", saved.state().name(), "version", saved.version()));
        return saved;
    }

    JointPlan write(JointPlan plan) {
        try {
            return plans.save(plan);
        } catch (DuplicateKeyException e) {
            throw numberTaken(plan);
        } catch (DbActionExecutionException e) {
            if (e.getCause() instanceof DuplicateKeyException) {
                throw numberTaken(plan);
            }
            throw e;
        }
    }

    private static Problem numberTaken(JointPlan plan) {
        return Problem.conflict(
                "plan-number-taken", plan.year() + "年度第" + plan.sequence() + "次联合抽查已有计划。请改用下一个次数，或修改原计划。");
    }
}
