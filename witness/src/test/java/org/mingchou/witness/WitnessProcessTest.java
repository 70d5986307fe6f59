package org.mingchou.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.NoteKey;

/** Two processes, two keys, one log that tries to have two histories. */
class WitnessProcessTest {
    @TempDir
    Path home;

    private final TestLog log = new TestLog(TestLog.key(), "true", 300);

    private NoteKey witness(String name) throws Exception {
        String directory = home.resolve(name).toString();
        NoteKey key = NoteKey.parse(
                WitnessProcess.run(0, "init", directory, name + ".example").strip());
        assertThat(WitnessProcess.run(0, "trust", directory, log.signer.key().text()))
                .isEmpty();
        return key;
    }

    @Test
    void twoWitnessesRefuseAForkAndKeepBothNotes() throws Exception {
        NoteKey first = witness("first");
        NoteKey second = witness("second");
        TestLog fork = new TestLog(log.pair, "forged", 400);
        try (WitnessProcess a = WitnessProcess.serve(home.resolve("first"));
                WitnessProcess b = WitnessProcess.serve(home.resolve("second"))) {
            String cosignedA = a.add(log.request(0, 300)).body();
            String cosignedB = b.add(log.request(0, 300)).body();
            String note = log.checkpoint(300)
                    .note(List.of(log.signer.sign(log.checkpoint(300).text(), 0), cosignedA, cosignedB));
            Checkpoint.Signed read = Checkpoint.parse("note", note.getBytes(StandardCharsets.UTF_8));
            assertThat(Checkpoint.verify(read, List.of(log.signer.key(), first, second)))
                    .hasSize(3);

            for (WitnessProcess witness : List.of(a, b)) {
                var sameSize = witness.add(fork.request(300, 300));
                assertThat(sameSize.statusCode()).isEqualTo(409);
                assertThat(sameSize.body()).contains("分叉");
                var larger = witness.add(fork.request(300, 400));
                assertThat(larger.statusCode()).isEqualTo(422);
                assertThat(larger.body()).contains("只增不改", "300 → 400");
                assertThat(witness.get("/checkpoint/" + TestLog.ORIGIN))
                        .startsWith(log.checkpoint(300).text());
            }
        }
        for (String name : List.of("first", "second")) {
            List<Path> kept = new WitnessHome(home.resolve(name)).evidence();
            assertThat(kept).hasSize(2);
            for (Path file : kept) {
                String text = Files.readString(file);
                assertThat(text).contains(log.checkpoint(300).text());
                assertThat(text)
                        .containsAnyOf(
                                new String(fork.note(300), StandardCharsets.UTF_8),
                                new String(fork.note(400), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aRestartRemembersAndOnlyOneProcessMayRemember() throws Exception {
        witness("one");
        Path directory = home.resolve("one");
        try (WitnessProcess before = WitnessProcess.serve(directory)) {
            assertThat(before.add(log.request(0, 200)).statusCode()).isEqualTo(200);
            assertThat(WitnessProcess.run(2, "serve", directory.toString(), "--port", "0"))
                    .contains("另一个见证人进程");
        }
        try (WitnessProcess after = WitnessProcess.serve(directory)) {
            var forgetful = after.add(log.request(0, 300));
            assertThat(forgetful.statusCode()).isEqualTo(409);
            assertThat(forgetful.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
            assertThat(forgetful.body()).isEqualTo("200\n");
            assertThat(after.add(log.request(200, 300)).statusCode()).isEqualTo(200);
        }
        assertThat(WitnessProcess.run(0, "show", directory.toString())).contains("300 条");
    }
}
