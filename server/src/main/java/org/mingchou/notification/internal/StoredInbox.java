package org.mingchou.notification.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.notification.Inbox;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class StoredInbox implements Inbox {

    record Message(long id, String title, String link, Instant createdAt, boolean read) {}

    private final JdbcClient jdbc;
    private final BusinessClock clock;

    StoredInbox(JdbcClient jdbc, BusinessClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void tellDepartment(long departmentId, String title, String link) {
        tell(departmentId, null, title, link);
    }

    @Override
    public void tellAccount(long accountId, String title, String link) {
        tell(null, accountId, title, link);
    }

    List<Message> newest(Actor actor) {
        return jdbc.sql("""
                SELECT m.id, m.title, m.link, m.created_at, (r.account_id IS NOT NULL) AS read
                FROM notification.message m
                LEFT JOIN notification.message_read r ON r.message_id = m.id AND r.account_id = :account
                WHERE m.account_id = :account OR m.department_id = :department
                ORDER BY m.id DESC LIMIT 100""")
                .param("account", actor.accountId())
                .param("department", actor.departmentId())
                .query(Message.class)
                .list();
    }

    void markRead(long messageId, Actor actor) {
        if (newest(actor).stream().noneMatch(m -> m.id() == messageId)) {
            throw Problem.notFound("这条消息");
        }
        jdbc.sql("""
                INSERT INTO notification.message_read (message_id, account_id, read_at) VALUES (:m, :a, :now)
                ON CONFLICT DO NOTHING""")
                .param("m", messageId)
                .param("a", actor.accountId())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void tell(@Nullable Long departmentId, @Nullable Long accountId, String title, String link) {
        jdbc.sql("""
                INSERT INTO notification.message (department_id, account_id, title, link, created_at)
                VALUES (:department, :account, :title, :link, :now)""")
                .param("department", departmentId)
                .param("account", accountId)
                .param("title", title)
                .param("link", link)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }
}
