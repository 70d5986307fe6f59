package org.mingchou.exchange.internal;

import java.util.List;
import org.mingchou.notification.WorkItem;
import org.mingchou.notification.WorkItemSource;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the other side refused or the channel could not carry waits for a person. */
@Component
class ExchangeDuties implements WorkItemSource {

    private final JdbcClient jdbc;

    ExchangeDuties(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<WorkItem> itemsFor(Actor actor) {
        if (!actor.has(Role.PLANNER)) {
            return List.of();
        }
        var count = jdbc.sql("""
                SELECT count(*) FROM exchange.outbox_message
                WHERE region_code = :region AND status IN ('REFUSED', 'FAILED')""")
                .param("region", actor.regionCode())
                .query(Integer.class)
                .single();
        return count == 0
                ? List.of()
                : List.of(new WorkItem(
                        "mend-exchange",
                        "处理未被公示系统接收的结果",
                        "有 " + count + " 条结果被拒收或发送失败，请核对原因后重新发送",
                        "/desk/exchange?status=REFUSED",
                        null,
                        null,
                        false,
                        count));
    }
}
