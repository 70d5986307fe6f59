package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final NoteSigner LOG = NoteSigner.log("log.example", CertificateFixture.LOG);
    private static final NoteSigner WITNESS = NoteSigner.witness("w.example", CertificateFixture.WITNESS);
    private static final Checkpoint CHECKPOINT = new Checkpoint("log.example", 42, new byte[32]);

    @Test
    void readsTheKeyAndTheNoteOfTheGoChecksumDatabase() {
        // golang.org/x/mod/sumdb/note documents this key and this note of "Peter Neumann".
        NoteKey key = NoteKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        String text = "If you think cryptography is the answer to your problem,\n"
                + "then you don't know what your problem is.\n";
        byte[] signature = java.util.Base64.getDecoder()
                .decode("x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=");

        assertThat(Hex.encode(key.id())).isEqualTo("c74f20a3");
        assertThat(key.verify(text, java.util.Arrays.copyOfRange(signature, 4, signature.length)))
                .isTrue();
        assertThat(key.verify(text + " ", java.util.Arrays.copyOfRange(signature, 4, signature.length)))
                .isFalse();
    }

    @Test
    void logAndWitnessSign() {
        String note = CHECKPOINT.note(List.of(LOG.sign(CHECKPOINT.text(), 0), WITNESS.sign(CHECKPOINT.text(), 1234)));

        Checkpoint.Signed read = parse(note);

        assertThat(note).startsWith("log.example\n42\n" + "A".repeat(43) + "=\n\n\u2014 log.example ");
        assertThat(read.checkpoint().size()).isEqualTo(42);
        assertThat(Checkpoint.verify(read, List.of(LOG.key(), WITNESS.key())))
                .containsExactlyInAnyOrder(LOG.key(), WITNESS.key());
        NoteKey stranger =
                NoteSigner.log("other.example", CertificateFixture.LOG).key();
        assertThat(Checkpoint.verify(read, List.of(stranger))).isEmpty();
        assertThat(NoteKey.parse(LOG.key().text())).isEqualTo(LOG.key());
    }

    @Test
    void aSignatureOfAnotherTextIsWrong() {
        Checkpoint other = new Checkpoint("log.example", 43, new byte[32]);
        String note = CHECKPOINT.note(List.of(LOG.sign(other.text(), 0)));
        assertThatThrownBy(() -> Checkpoint.verify(parse(note), List.of(LOG.key())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log.example\n42\nAAAA\n\n\u2014 a AAAAAAAA\n",
                "log.example\n042\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\u2014 a AAAAAAAA\n",
                "log.example\n42\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n\n\u2014 a AAAAAAAA\n",
                "log.example\n42\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n",
                "log.example\n42\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\u2014 a AAAAAAAA",
                "log.example\n42\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\u2014 a AAAAAAAA\n\n",
                "log.example\n42\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n- a AAAAAAAA\n",
                "log.example\n42\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nmore\n\n\u2014 a AAAAAAAA\n",
            })
    void otherSpellingsAreMalformed(String note) {
        assertThatThrownBy(() -> parse(note)).isInstanceOf(MalformedInput.class);
    }

    @Test
    void logEntriesAreOneLine() {
        LogEntry entry = new LogEntry(LogEntry.Kind.REVEAL, "D-1", "lead|" + "a".repeat(64));
        assertThat(entry.text()).isEqualTo("SSJ-LOG-1|REVEAL|D-1|lead|" + "a".repeat(64));
        assertThat(LogEntry.parse(entry.text())).isEqualTo(entry);
        for (String bad : List.of("SSJ-LOG-1|REVEAL|D-1|", "SSJ-LOG-1|NEWS|D-1|x", "SSJ-LOG-1|VOID|D-1|a b", "x")) {
            assertThatThrownBy(() -> LogEntry.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Checkpoint.Signed parse(String note) {
        return Checkpoint.parse("checkpoint", note.getBytes(StandardCharsets.UTF_8));
    }
}
