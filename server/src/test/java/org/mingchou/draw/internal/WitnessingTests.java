package org.mingchou.draw.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingchou.ledger.DrawLog;
import org.mingchou.sampler.NoteKey;
import org.mingchou.sampler.NoteSigner;
import org.mingchou.sampler.Params;
import org.mingchou.sampler.ParamsBuilder;

/** What an opening says of witnesses (§3.4.1). A demo's clock is moved and theirs are not, so there it demands no time. */
class WitnessingTests {

    @Test
    void theConfiguredWitnessesAreNamedWithTheAgeThatTheOpeningNeeds() throws Exception {
        var key = NoteSigner.witness(
                        "w.example", KeyPairGenerator.getInstance("Ed25519").generateKeyPair())
                .key();
        var yearly = opening(List.of(key), false, Duration.ofHours(24));
        assertThat(yearly.witnesses()).containsExactly(key);
        assertThat(yearly.witnessed()).isEqualTo(1440);
        assertThat(opening(List.of(key), false, Duration.ofMinutes(10)).witnessed())
                .isEqualTo(10);
        assertThat(opening(List.of(key), true, Duration.ofHours(24)).witnessed())
                .isZero();
        assertThat(opening(List.of(key), true, Duration.ofHours(24)).witnesses())
                .containsExactly(key);
        assertThat(new String(
                        opening(List.of(), false, Duration.ofHours(24)).bytes(),
                        java.nio.charset.StandardCharsets.US_ASCII))
                .doesNotContain("witness");
    }

    private static Params opening(List<NoteKey> witnesses, boolean demo, Duration age) {
        var builder = builder();
        witnessing(witnesses, demo).name(builder, age);
        return builder.build();
    }

    private static ParamsBuilder builder() {
        var builder = Params.builder().draw("T-2026-1").beacon("live:dice").commit("lead", "0".repeat(64));
        return builder.frame(new org.mingchou.sampler.FrameSummary(
                        org.mingchou.sampler.HashProfile.SHA256,
                        "1".repeat(64),
                        "2".repeat(64),
                        1,
                        new java.util.TreeMap<>()))
                .ratio("A", 1);
    }

    @SuppressWarnings("NullAway") // of its parts only the log is asked
    private static Witnessing witnessing(List<NoteKey> keys, boolean demo) {
        var standing = new DrawLog.Standing(
                "log.example/draw",
                "",
                null,
                0,
                "",
                keys.stream().map(WitnessingTests::standing).toList(),
                null);
        var log = (DrawLog) Proxy.newProxyInstance(
                DrawLog.class.getClassLoader(), new Class<?>[] {DrawLog.class}, (proxy, method, args) -> {
                    if (method.getName().equals("standing")) {
                        return standing;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        return new Witnessing(log, null, null, null, demo);
    }

    private static DrawLog.WitnessStanding standing(NoteKey key) {
        return new DrawLog.WitnessStanding(key.name(), key.text(), 0, null, null);
    }
}
