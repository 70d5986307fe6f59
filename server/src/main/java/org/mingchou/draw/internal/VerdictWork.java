package org.mingchou.draw.internal;

import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingchou.notification.Inbox;
import org.mingchou.notification.WorkItem;
import org.mingchou.notification.WorkItemSource;
import org.mingchou.org.Accounts;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What outsiders are asked after a draw, and told when it comes up: to re-run it and sign what they found, to compare the
 * key of an invited one, and, of supervisors, to look into a verdict against the draw; planners of its lead department to
 * account for it. The specification sets no time.
 */
@Component
class VerdictWork implements WorkItemSource {

    /**
     * A draw in which the actor stands outside.
     *
     * @param asked whether verdicts are still missing, and his with them
     * @param dissents verdicts of others against the draw into which no supervisor has looked by re-running it later
     * @param dissenters who gave them
     * @param unchecked invited outsiders whose key nobody has compared
     */
    private record Row(
            long drawId,
            String drawNo,
            boolean asked,
            int dissents,
            @Nullable String dissenters,
            int unchecked) {}

    /** As in {@link Row}. */
    private record Dissent(long drawId, String drawNo, int dissents, String dissenters) {}

    /** Of the draw {@code o.id}: verdicts against it, not of {@code o.who}, after which no other supervisor re-ran it. */
    private static final String DISSENTS = """
            SELECT count(*)::int AS dissents, string_agg(DISTINCT v.label, '、') AS dissenters
            FROM draw.verdict v
            WHERE v.draw_id = o.id AND NOT v.agrees AND v.who IS DISTINCT FROM o.who
              AND NOT EXISTS (SELECT FROM draw.verdict s
                              WHERE s.draw_id = v.draw_id AND s.who LIKE 'supervisor-%' AND s.who <> v.who
                                AND s.logged_at > v.logged_at)""";

    private final Parties parties;
    private final PartyKeys keys;
    private final Supervisors supervisors;
    private final Accounts accounts;
    private final Inbox inbox;
    private final JdbcClient jdbc;

    VerdictWork(
            Parties parties, PartyKeys keys, Supervisors supervisors, Accounts accounts, Inbox inbox, JdbcClient jdbc) {
        this.accounts = accounts;
        this.parties = parties;
        this.keys = keys;
        this.supervisors = supervisors;
        this.inbox = inbox;
        this.jdbc = jdbc;
    }

    @Override
    public List<WorkItem> itemsFor(Actor actor) {
        var result = new ArrayList<WorkItem>();
        if (actor.has(Role.PLANNER)) {
            account(actor, result);
        }
        if (!actor.hasAny(Role.PARTY, Role.WITNESS, Role.SUPERVISOR)) {
            return result;
        }
        var keyless = keys.of(actor.accountId()).isEmpty() ? "；本账号还没有密钥，请先在“我的密钥”登记" : "";
        for (var row : rows(actor)) {
            if (actor.has(Role.SUPERVISOR) && row.dissents() > 0) {
                result.add(item(
                        row,
                        "look-into-dissent",
                        "重算核实：有重算结论与抽取不一致",
                        "，不一致的：" + row.dissenters() + "。请用不是本平台的程序重算并签署结论" + keyless,
                        row.dissents()));
            } else if (row.asked()) {
                result.add(item(row, "give-verdict", "重算抽取并签署结论", "。请下载完整证书，用不是本平台的程序重算" + keyless, 1));
            }
            if (row.unchecked() > 0) {
                result.add(item(row, "check-verifier", "核对受邀重算人的公钥", "，请向其本人取得公钥后输入核对", row.unchecked()));
            }
        }
        return result;
    }

    private void account(Actor actor, List<WorkItem> result) {
        jdbc.sql("""
                WITH led AS (SELECT id, draw_no, NULL::text AS who FROM draw.draw
                             WHERE region_code = :region AND lead_department_id = :department AND state <> 'VOID')
                SELECT o.id AS draw_id, o.draw_no, x.dissents, x.dissenters
                FROM led o JOIN LATERAL (""" + DISSENTS + ") x ON x.dissents > 0 ORDER BY o.id")
                .param("region", actor.regionCode())
                .param("department", actor.departmentId(), Types.BIGINT)
                .query(Dissent.class)
                .list()
                .forEach(d -> result.add(new WorkItem(
                        "account-for-dissent",
                        "查明：有重算结论与抽取不一致",
                        "抽取 " + d.drawNo() + "，不一致的：" + d.dissenters() + "。请与其本人核对所用的证书和程序，查明原因；监督员重算核实以前一直列在这里",
                        link(d.drawId()),
                        null,
                        null,
                        false,
                        d.dissents())));
    }

    private static WorkItem item(Row row, String kind, String title, String detail, int count) {
        return new WorkItem(kind, title, "抽取 " + row.drawNo() + detail, link(row.drawId()), null, null, false, count);
    }

    private List<Row> rows(Actor actor) {
        return jdbc.sql("""
                WITH outside AS (
                    SELECT d.id, d.draw_no, d.state, d.computed_at, d.frame_salted,
                           coalesce(p.slug, :supervisor_slug) AS who
                    FROM draw.draw d LEFT JOIN draw.party p ON p.draw_id = d.id AND p.account_id = :account
                    WHERE d.region_code = :region AND d.state <> 'VOID'
                      AND CASE WHEN p.slug IS NULL
                               THEN :supervisor AND d.lead_department_id IS DISTINCT FROM :department
                               ELSE p.outside END)
                SELECT o.id AS draw_id, o.draw_no,
                       o.computed_at IS NOT NULL AND o.frame_salted IS NOT NULL
                         AND NOT EXISTS (SELECT FROM draw.verdict v WHERE v.draw_id = o.id AND v.who = o.who)
                         AND (SELECT least(count(DISTINCT v.who), count(DISTINCT v.public_key)) FROM draw.verdict v
                              WHERE v.draw_id = o.id AND v.agrees) < :needed AS asked,
                       coalesce(x.dissents, 0) AS dissents, x.dissenters,
                       (SELECT count(*) FROM draw.outside_verifier g WHERE g.draw_id = o.id
                          AND NOT EXISTS (SELECT FROM draw.outside_verifier_check c
                                          WHERE c.draw_id = g.draw_id AND c.who = g.who))::int AS unchecked
                FROM outside o
                LEFT JOIN LATERAL (""" + DISSENTS + ") x ON true ORDER BY o.id")
                .param("account", actor.accountId())
                .param("supervisor_slug", Verdicts.supervisorSlug(actor.accountId()))
                .param("supervisor", actor.has(Role.SUPERVISOR))
                .param("region", actor.regionCode())
                .param("department", actor.departmentId(), Types.BIGINT)
                .param("needed", Verdicts.NEEDED)
                .query(Row.class)
                .list();
    }

    /** With a limited audience only those inside can re-run it, so they are asked to; otherwise anybody does. */
    @Clause("抽取规范 §3.7：当事方以外的重算不少于三份")
    void ask(Draw computed) {
        if (computed.frame().frameSalted() == null) {
            return;
        }
        tell(
                outsiders(computed),
                computed,
                "抽取 " + computed.drawNo() + " 已算出结果：请下载完整证书，用不是本平台的程序重算并签署结论（外部重算不少于 " + Verdicts.NEEDED + " 人）");
    }

    void invited(Draw draw, String label) {
        tell(outsiders(draw), draw, "抽取 " + draw.drawNo() + "：牵头部门邀请“" + label + "”重算，请向其本人取得公钥并核对");
    }

    /** @param who slug of the dissenter, who is not told of himself */
    void dissent(Draw draw, String who, String label) {
        tell(
                supervisors.outside(draw).stream()
                        .filter(id -> !who.equals(Verdicts.supervisorSlug(id)))
                        .toList(),
                draw,
                "抽取 " + draw.drawNo() + "：“" + label + "”的重算结论与抽取不一致，请用不是本平台的程序重算核实");
        tell(
                accounts.holders(Role.PLANNER, draw.regionCode()).stream()
                        .filter(id -> accounts.find(id)
                                .map(a -> Objects.equals(a.departmentId(), draw.leadDepartmentId()))
                                .orElse(false))
                        .toList(),
                draw,
                "抽取 " + draw.drawNo() + "：“" + label + "”的重算结论与抽取不一致，请查明原因");
    }

    private Iterable<Long> outsiders(Draw draw) {
        var result = new LinkedHashSet<>(supervisors.outside(draw));
        parties.of(draw.key()).stream()
                .filter(Parties.Party::outside)
                .map(Parties.Party::accountId)
                .forEach(result::add);
        return result;
    }

    private void tell(Iterable<Long> accounts, Draw draw, String title) {
        accounts.forEach(id -> inbox.tellAccount(id, title, link(draw.key())));
    }

    private static String link(long drawId) {
        return "/desk/draws/" + drawId;
    }
}
