package org.mingchou.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingchou.sampler.AddCheckpoint;
import org.mingchou.sampler.Checkpoint;

class WitnessTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-06T04:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private final TestLog log = new TestLog(TestLog.key(), "true", 700);

    private Witness witness() throws IOException {
        WitnessHome home = new WitnessHome(directory);
        home.init("notary.example");
        home.trust(log.signer.key().text(), Optional.empty());
        return new Witness(home, NOON);
    }

    @Test
    void growthIsCosignedWithTheWitnessesOwnTime() throws IOException {
        Witness witness = witness();
        assertThat(witness.add(log.request(0, 5)).status()).isEqualTo(200);
        Witness.Answer answer = witness.add(log.request(5, 700));
        assertThat(answer.status()).isEqualTo(200);
        Checkpoint.Signed note = Checkpoint.parse(
                "note",
                (new String(log.note(700), StandardCharsets.UTF_8) + answer.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(Checkpoint.verify(note, List.of(witness.key()))).hasSize(1);
        assertThat(note.signatures().get(1).cosignedAt().getAsLong())
                .isEqualTo(NOON.instant().getEpochSecond());
        assertThat(witness.add(log.request(700, 700)).status()).isEqualTo(200);
    }

    @Test
    void aShorterLogIsRefused() throws IOException {
        Witness witness = witness();
        witness.add(log.request(0, 700));
        Witness.Answer answer = witness.add(new AddCheckpoint(700, List.of(), log.note(699)).bytes());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("变短", "700", "699");
        assertThat(witness.add(log.request(699, 699)).status()).isEqualTo(409);
    }

    @Test
    void otherKeysAndOtherLogsAreRefused() throws IOException {
        Witness witness = witness();
        TestLog stranger = new TestLog(TestLog.key(), "true", 700);
        assertThat(witness.add(stranger.request(0, 700)).status()).isEqualTo(403);
        String unknown = new String(log.request(0, 3), StandardCharsets.UTF_8).replace(TestLog.ORIGIN, "other.example");
        assertThat(witness.add(unknown.getBytes(StandardCharsets.UTF_8)).status())
                .isEqualTo(404);
        byte[] flipped = log.request(0, 700);
        flipped[flipped.length - 10] ^= 1;
        assertThat(witness.add(flipped).status()).isIn(400, 403);
        assertThat(witness.add("nonsense".getBytes(StandardCharsets.UTF_8)).status())
                .isEqualTo(400);
        assertThat(witness.last(TestLog.ORIGIN)).isEmpty();
    }

    @Test
    void aProofOfAnotherGrowthIsRefused() throws IOException {
        Witness witness = witness();
        witness.add(log.request(0, 5));
        byte[] wrong = new AddCheckpoint(5, List.of(new byte[32]), log.note(700)).bytes();
        assertThat(witness.add(wrong).status()).isEqualTo(422);
        assertThat(witness.add(new AddCheckpoint(5, List.of(), log.note(700)).bytes())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aChangedMemoryStopsTheWitness() throws IOException {
        witness().add(log.request(0, 5));
        Path file;
        try (var all = Files.list(directory.resolve("last"))) {
            file = all.findFirst().orElseThrow();
        }
        Files.writeString(file, Files.readString(file).replaceFirst("\n5\n", "\n4\n"));
        assertThatThrownBy(() -> new Witness(new WitnessHome(directory), NOON))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("已损坏");
    }

    @Test
    void anotherKeyForAKnownLogIsNotPinnedInPassing() throws IOException {
        witness();
        String other = new TestLog(TestLog.key(), "x", 1).signer.key().text();
        assertThatThrownBy(() -> new WitnessHome(directory).trust(other, Optional.empty()))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("另一把密钥");
    }

    @Test
    void itReadsALogFromStaticFilesAlone() throws Exception {
        Witness witness = witness();
        LogReader reader = new LogReader();
        HttpServer files = log.serve();
        try {
            String prefix = "http://127.0.0.1:" + files.getAddress().getPort();
            assertThat(reader.round(witness, log.signer.key(), prefix).status()).isEqualTo(200);
            log.grow("true", 90_000);
            assertThat(reader.round(witness, log.signer.key(), prefix).status()).isEqualTo(200);
            assertThat(witness.last(TestLog.ORIGIN).orElseThrow().checkpoint().size())
                    .isEqualTo(90_700);
            assertThat(reader.round(witness, log.signer.key(), prefix).body()).isEmpty();
        } finally {
            files.stop(0);
        }
        TestLog fork = new TestLog(log.pair, "forged", 91_000);
        HttpServer forged = fork.serve();
        try {
            Witness.Answer answer = reader.round(
                    witness,
                    log.signer.key(),
                    "http://127.0.0.1:" + forged.getAddress().getPort());
            assertThat(answer.status()).isEqualTo(422);
        } finally {
            forged.stop(0);
        }
        TestLog shorter = new TestLog(log.pair, "true", 10);
        HttpServer cut = shorter.serve();
        try {
            Witness.Answer answer = reader.round(
                    witness,
                    log.signer.key(),
                    "http://127.0.0.1:" + cut.getAddress().getPort());
            assertThat(answer.body()).contains("变短");
        } finally {
            cut.stop(0);
        }
    }
}
