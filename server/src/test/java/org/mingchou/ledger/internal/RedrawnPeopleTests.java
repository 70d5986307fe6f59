package org.mingchou.ledger.internal;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.SampleDirectories;

/** The people behind a draw: parties and their keys, who asked for an exclusion, who vouched for an outsider. */
class RedrawnPeopleTests extends RedrawnDraws {

    @Test
    void whoAskedForAnAuditedExclusionAndWhyIsNamed() throws Exception {
        for (var id : both()) {
            var asked = "draw_id = " + id + " AND code = 'X04'";
            changed(
                    "draw.audited_exclusion",
                    asked,
                    List.of(
                            "reason = 'x'",
                            "evidence = repeat('0', 64)",
                            "evidence = NULL",
                            "proposed_by = decided_by",
                            "proposed_by_name = 'x'",
                            "decided_by = proposed_by",
                            "decided_by_name = 'x'",
                            "decided_at = decided_at" + DAY),
                    SampleDirectories.code(11),
                    "应为");
            var derived =
                    "id = (SELECT min(id) FROM draw.audited_exclusion WHERE code <> 'X04' AND draw_id = " + id + ")";
            changed(
                    "draw.audited_exclusion",
                    derived,
                    List.of(
                            "reason = 'x'",
                            "evidence = repeat('0', 64)",
                            "proposed_by = 1",
                            "proposed_by_name = 'x'",
                            "decided_by = 1",
                            "decided_by_name = 'x'",
                            "decided_at = now()"),
                    "应为 （空）");
        }
    }

    @Test
    void everyChangedPersonIsNamed() throws Exception {
        for (var id : both()) {
            for (var slug : List.of("lead", "market", "witness")) {
                var party = "draw_id = " + id + " AND slug = '" + slug + "'";
                changed(
                        "draw.party",
                        party,
                        List.of(
                                "label = 'x'",
                                "account_id = 4711",
                                "display_name = 'x'",
                                "role = CASE role WHEN 'PARTY' THEN 'WITNESS' ELSE 'PARTY' END",
                                "outside = NOT outside"),
                        " " + slug + " ",
                        "应为");
                ledger.named("UPDATE draw.party SET slug = 'friend' WHERE " + party, "draw.party", "friend", "不是当事方");
                deleted("draw.party", party, slug);
            }
            var committed = "draw_id = " + id + " AND slug = 'market'";
            changed(
                    "draw.commitment",
                    committed,
                    List.of(
                            "public_key = (SELECT public_key FROM draw.commitment c WHERE c.draw_id = " + id
                                    + " AND slug = 'lead')",
                            "signature = repeat('0', 128)",
                            "committed_at = committed_at" + DAY),
                    " market ");
            changed(
                    "draw.reveal",
                    "draw_id = " + id + " AND slug = 'lead' AND round = 2",
                    List.of("signature = repeat('0', 128)", "revealed_at = revealed_at" + DAY),
                    "lead 第 2 轮");
        }
    }

    @Test
    void everyChangedKeyOfAPartyIsNamed() throws Exception {
        for (var username : List.of("witness", "supervisor")) {
            var key = "id = (SELECT min(k.id) FROM draw.party_key k JOIN org.account a ON a.id = k.account_id"
                    + " WHERE a.username = '" + username + "')";
            changed(
                    "draw.party_key",
                    key,
                    List.of(
                            "public_key = repeat('1', 64)",
                            "account_id = (SELECT min(id) FROM org.account)",
                            "needs_consent = NOT needs_consent",
                            "registered_at = registered_at" + DAY),
                    "（" + username + "）",
                    "应为");
            deleted("draw.party_key", key, "（" + username + "）");
        }
        ledger.named(
                "INSERT INTO draw.party_key (account_id, region_code, display_name, public_key, needs_consent, reason,"
                        + " registered_at) SELECT account_id, region_code, display_name, repeat('1', 64), false, '',"
                        + " registered_at FROM draw.party_key LIMIT 1",
                "draw.party_key",
                "没有登记");
        for (var consented : List.of("consented", "NOT consented")) {
            changed(
                    "draw.party_key_decision",
                    consented,
                    List.of(
                            "consented = NOT consented",
                            "account_id = account_id + 4711",
                            "reason = 'x'",
                            "decided_at = decided_at" + DAY),
                    "（supervisor）",
                    "应为");
            deleted("draw.party_key_decision", consented, "（supervisor）");
        }
    }

    /** Signed and acted with the key that was put in the place of the registered one, every row fits the others. */
    @Test
    void aCommitmentUnderAKeyThatNobodyRegisteredIsNamed() throws Exception {
        for (var id : both()) {
            for (var slug : List.of("witness", "market")) {
                var committed =
                        "subject = 'draw/" + id + "' AND act = 'commit-draw' AND detail->>'party' = '" + slug + "'";
                var right = ledger.text("SELECT detail->>'key' FROM ledger.act WHERE " + committed);
                var other = ledger.text("SELECT detail->>'key' FROM ledger.act WHERE subject = 'draw/" + id
                        + "' AND act = 'commit-draw' AND detail->>'party' = 'lead'");
                ledger.named(
                        "UPDATE draw.commitment SET public_key = (SELECT public_key FROM draw.commitment WHERE draw_id = "
                                + id + " AND slug = 'lead') WHERE draw_id = " + id + " AND slug = '" + slug + "'",
                        "draw.commitment 里 " + slug,
                        "对照承诺时已登记的密钥",
                        "应为 " + right + "，记的是 " + other);
            }
        }
    }

    @Test
    void whoVouchedForAKeyAndWhoBroughtAVerdictIsNamed() throws Exception {
        for (var id : both()) {
            var court = "draw_id = " + id + " AND who = 'court'";
            changed(
                    "draw.outside_verifier",
                    court,
                    List.of(
                            "label = 'x'",
                            "public_key = repeat('0', 64)",
                            "invited_by = 'x'",
                            "invited_at = invited_at" + DAY),
                    " court ",
                    "应为");
            deleted("draw.outside_verifier", court, "court");
            changed(
                    "draw.outside_verifier_check",
                    court,
                    List.of("checked_by = 'x'", "checked_at = checked_at" + DAY),
                    " court ",
                    "应为");
            deleted("draw.outside_verifier_check", court, "court");
            var verdict = court + " AND implementation = 'own/1'";
            changed(
                    "draw.verdict",
                    verdict,
                    List.of(
                            "label = 'x'",
                            "submitted_by = 'x'",
                            "logged_at = logged_at" + DAY,
                            "public_key = repeat('1', 64)"),
                    "court",
                    "应为");
            for (var signed : List.of(
                    "result = repeat('1', 64)",
                    "public_digest = repeat('1', 64)",
                    "implementation = 'verify.py/1'",
                    "signed_time = '2026-05-21T08:30:00Z'",
                    "public_key = repeat('1', 64)",
                    "signature = repeat('0', 128)")) {
                ledger.named(
                        "UPDATE draw.verdict SET " + signed + " WHERE " + verdict,
                        "draw.verdict",
                        "court",
                        "signature");
            }
        }
    }
}
