package org.mingchou.ledger.internal;

import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.shared.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

@Component
class StoredAuditTrail implements AuditTrail {

    /** Bytes; 128 bits are beyond trying. */
    private static final int SALT = 16;

    private final SecureRandom random = new SecureRandom();
    private final LedgerStore store;
    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final BusinessClock clock;

    StoredAuditTrail(LedgerStore store, JdbcClient jdbc, ObjectMapper json, BusinessClock clock) {
        this.store = store;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void record(Actor actor, String act, String subject, Map<String, ?> detail) {
        record(actor.username(), actor.regionCode(), act, subject, detail);
    }

    @Override
    @Transactional
    public void record(String actorName, String regionCode, String act, String subject, Map<String, ?> detail) {
        var now = clock.now();
        var entry = new TreeMap<String, Object>();
        entry.put("act", act);
        entry.put("actor", actorName);
        entry.put("at", now.toString());
        entry.put("detail", new TreeMap<>(detail));
        entry.put("region", regionCode);
        // The hashes of this tree are public. Without the salt a stranger could try likely acts until one hash fits.
        entry.put("salt", HexFormat.of().formatHex(salt()));
        entry.put("subject", subject);
        var leaf = json.writeValueAsBytes(entry);
        var appended = store.append(Tree.AUDIT, leaf, now);
        jdbc.sql("""
                INSERT INTO ledger.act (index, recorded_at, actor, region_code, act, subject, detail)
                VALUES (:index, :at, :actor, :region, :act, :subject, :detail::jsonb)""")
                .param("index", appended.index())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("actor", actorName)
                .param("region", regionCode)
                .param("act", act)
                .param("subject", subject)
                .param("detail", json.writeValueAsString(new TreeMap<>(detail)))
                .update();
    }

    private byte[] salt() {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return salt;
    }
}
