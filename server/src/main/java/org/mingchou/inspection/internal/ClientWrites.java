package org.mingchou.inspection.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes of phones arrive twice when an answer is lost on the way: the same id with the same content is one act, the
 * same id with other content is a mistake that has a name.
 */
@Component
class ClientWrites {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final BusinessClock clock;

    ClientWrites(JdbcClient jdbc, JsonMapper json, BusinessClock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * True when this is the first time; false when the very same write was done before. Takes part in the caller's
     * transaction: a refused act may be sent again under its id.
     *
     * @param subject act and row, e.g. {@code sign visit/12}
     */
    boolean first(Actor actor, @Nullable String clientId, String subject, Object content) {
        if (clientId == null) {
            return true;
        }
        if (!clientId.matches("[0-9A-Za-z-]{8,64}")) {
            throw Problem.badInput("client-id", "clientId 应为 UUID，请由客户端为每次提交生成一个。");
        }
        var digest = digest(actor.accountId() + " " + subject + " " + json.writeValueAsString(content));
        int inserted = jdbc.sql("""
                INSERT INTO inspection.client_write (client_id, region_code, subject, digest, account_id, written_at)
                VALUES (:id, :region, :subject, :digest, :account, :at) ON CONFLICT DO NOTHING""")
                .param("id", clientId)
                .param("region", actor.regionCode())
                .param("subject", subject)
                .param("digest", digest)
                .param("account", actor.accountId())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        if (inserted == 1) {
            return true;
        }
        var known = jdbc.sql("SELECT digest FROM inspection.client_write WHERE client_id = :id")
                .param("id", clientId)
                .query(String.class)
                .single();
        if (!known.equals(digest)) {
            throw Problem.conflict("same-id-other-content", "这个提交编号已用于另一份内容，本次没有保存。请核对本机与服务器上的内容，以新的编号重新提交。")
                    .with("clientId", clientId);
        }
        return false;
    }

    private static String digest(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
