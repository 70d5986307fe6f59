package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ends of what trees, proofs, checkpoints, keys, tiles and requests to witnesses allow. */
class LogShapesTest {
    private static final HashProfile H = HashProfile.SHA256;
    private static final NoteSigner LOG = NoteSigner.log("log.example", CertificateFixture.LOG);
    private static final NoteSigner WITNESS = NoteSigner.witness("w.example", CertificateFixture.WITNESS);

    private static MerkleTree tree(int size) {
        return MerkleTree.of(
                H, IntStream.range(0, size).mapToObj(i -> new byte[] {(byte) i}).toList());
    }

    /** The hashes were computed with sha256sum. */
    @Test
    void substitutionsAndNotesStandInClearOnlyWhereNothingIsHeldBack() throws Exception {
        String key = "ab".repeat(32);
        Params open = published(Params.Mode.OPEN, Params.Audience.PUBLIC);
        Params limited = published(Params.Mode.OPEN, Params.Audience.PARTIES);
        Params sealed = published(Params.Mode.SEALED, Params.Audience.PUBLIC);
        String subst = "sha256:9b616a7ffaf1d5ccb61873550cd3814e378852e2d4de272eed7974faa625d410";
        assertThat(LogEntry.shownSubstitution(open, key, "S1|A|B|-")).isEqualTo("S1|A|B|-");
        assertThat(LogEntry.shownSubstitution(limited, key, "S1|A|B|-")).isEqualTo(subst);
        assertThat(LogEntry.shownSubstitution(sealed, key, "S1|A|B|-")).isEqualTo(subst);
        assertThat(LogEntry.shownNote(limited, key, " MANUAL  pool=P ")).isEqualTo("MANUAL_pool=P");
        assertThat(LogEntry.shownNote(sealed, key, " MANUAL  pool=P "))
                .isEqualTo("sha256:fa592f0d2559b1431978920ec96adedf321f9c3ad128750f725c377469e809ae");
    }

    private static Params published(Params.Mode mode, Params.Audience audience) throws Exception {
        return Params.builder()
                .hash(H)
                .draw("T-1")
                .frame(Frames.summarise(FrameSource.of(Ascii.bytes("A\tA\tE\t1\n")), H))
                .ratio("A", 1000)
                .beacon("none")
                .mode(mode)
                .audience(audience)
                .commit("lead", Secrets.commitFirst(H, "T-1", "lead", "11".repeat(32)))
                .build();
    }

    @Test
    void aTreeProvesWithinItsSizeOnly() {
        MerkleTree tree = tree(5);
        assertThat(tree.inclusion(4, 5)).hasSize(1);
        assertThat(tree.inclusion(0, 1)).isEmpty();
        assertThat(tree.consistency(5, 5)).isEmpty();
        assertThat(tree.consistency(0, 5)).isEmpty();
        assertThat(tree.root(5)).isEqualTo(tree.root());
        String within = "index < size <= tree size";
        assertThatThrownBy(() -> tree.inclusion(5, 5)).hasMessage(within);
        assertThatThrownBy(() -> tree.inclusion(-1, 5)).hasMessage(within);
        assertThatThrownBy(() -> tree.inclusion(5, 6)).hasMessage(within);
        assertThatThrownBy(() -> tree.root(6)).hasMessage("the size must lie within the tree");
        assertThatThrownBy(() -> tree.root(-1)).hasMessage("the size must lie within the tree");
        String order = "older <= newer <= tree size";
        assertThatThrownBy(() -> tree.consistency(4, 3)).hasMessage(order);
        assertThatThrownBy(() -> tree.consistency(-1, 3)).hasMessage(order);
        assertThatThrownBy(() -> tree.consistency(3, 6)).hasMessage(order);
    }

    @Test
    void proofsOfStoredHashesAskNothingOutside() {
        List<String> asked = new ArrayList<>();
        MerkleProofs proofs = new MerkleProofs(H, (level, index) -> {
            asked.add(level + ":" + index);
            return new byte[32];
        });
        assertThatThrownBy(() -> proofs.root(-1)).hasMessage("a size is not negative");
        assertThatThrownBy(() -> proofs.inclusion(3, 3)).hasMessage("index < size");
        assertThatThrownBy(() -> proofs.inclusion(-1, 3)).hasMessage("index < size");
        assertThatThrownBy(() -> proofs.consistency(4, 3)).hasMessage("older <= newer");
        assertThatThrownBy(() -> proofs.consistency(-1, 3)).hasMessage("older <= newer");
        assertThat(Hex.encode(proofs.root(0))).isEqualTo(H.hex(""));
        assertThat(proofs.consistency(0, 3)).isEmpty();
        assertThat(proofs.consistency(3, 3)).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void aTreeIsTheSameFromItsLeafHashes() {
        List<byte[]> hashes = new ArrayList<>();
        MerkleFrontier frontier = new MerkleFrontier(H);
        for (int i = 0; i < 7; i++) {
            byte[] hash = MerkleTree.leafHash(H, new byte[] {(byte) i});
            hashes.add(hash);
            frontier.appendHash(hash);
        }
        assertThat(MerkleTree.ofHashes(H, hashes).root()).isEqualTo(tree(7).root());
        assertThat(frontier.root()).isEqualTo(tree(7).root());
        assertThat(frontier.size()).isEqualTo(7);
        assertThatThrownBy(() -> frontier.appendHash(new byte[31])).hasMessage("a leaf hash has 32 bytes");
        // What was given may be changed afterwards.
        byte[] mine = hashes.get(0).clone();
        MerkleFrontier other = new MerkleFrontier(H);
        other.appendHash(mine);
        mine[0] ^= 1;
        assertThat(other.root()).isEqualTo(hashes.get(0));
    }

    @Test
    void aFrontierIsReadInItsOneLength() {
        MerkleFrontier empty = MerkleFrontier.fromBytes(H, new byte[8]);
        assertThat(empty.size()).isZero();
        assertThat(Hex.encode(empty.root())).isEqualTo(H.hex(""));
        MerkleFrontier largest = MerkleFrontier.fromBytes(H, join(0x4000000000000000L, 1));
        assertThat(largest.size()).isEqualTo(1L << 62);
        assertThat(largest.root()).isEqualTo(new byte[32]);
        MerkleFrontier two = MerkleFrontier.fromBytes(H, join(0x4000000000000001L, 2));
        assertThat(Hex.encode(two.root())).isEqualTo(H.hex("\1" + "\0".repeat(64)));
        assertThatThrownBy(() -> MerkleFrontier.fromBytes(H, new byte[7]))
                .hasMessage("a frontier starts with 8 bytes of size");
        for (byte[] data : List.of(join(1, 0), join(1, 2), join(-1L, 64), join(3, 1))) {
            assertThatThrownBy(() -> MerkleFrontier.fromBytes(H, data))
                    .hasMessage("the length of the frontier does not fit its size");
        }
    }

    private static byte[] join(long size, int hashes) {
        return java.nio.ByteBuffer.allocate(8 + 32 * hashes).putLong(size).array();
    }

    @Test
    void aLeafMayBeOfAnyLength() {
        for (int length : new int[] {0, 1, 94, 95, 96, 97, 127, 128, 129, 255, 256, 257, 1000}) {
            String text = "x".repeat(length);
            assertThat(Hex.encode(MerkleTree.leafHash(H, Ascii.bytes(text)))).isEqualTo(H.hex("\0" + text));
        }
    }

    @Test
    void aRowProofThatDoesNotLeadToTheRootFails() throws Exception {
        FrameSource frame = FrameSource.of(Vectors.read("floor", "frame.tsv"));
        String id = Vectors.text("floor", "frame.tsv").split("\t")[0];
        SaltedFrame.RowProof proof =
                SaltedFrame.prove(H, CertificateFixture.SALT_KEY, frame, id).orElseThrow();
        assertThat(proof.verify(H)).isTrue();
        assertThat(proof.verify(HashProfile.SM3)).isFalse();
        SaltedFrame.RowProof other = new SaltedFrame.RowProof(
                proof.line().replace("\tE\t", "\tX02\t") + "0",
                proof.salt(),
                proof.index(),
                proof.size(),
                proof.path(),
                proof.root());
        assertThat(other.verify(H)).isFalse();
    }

    /** sha256sum of beacon.txt, made by another program. */
    @Test
    void aBeaconIsLoggedWithItsRoundItsDigestAndWhoReadIt() {
        byte[] dice = Ascii.bytes("123456".repeat(9) + "\n");
        String digest = "f4e14aea129c806e91dac1ae8d35e208ec0d3d209ea2ed8c911e62f1d660bdcd";
        assertThat(LogEntry.beacon("T-2026-1", "live:dice", dice, List.of("witness", "market"))
                        .text())
                .isEqualTo("SSJ-LOG-1|BEACON|T-2026-1|live:dice|" + digest + "|market,witness");
        assertThat(LogEntry.secondBeacon("T-2026-1", "live:dice", dice, List.of("lead"))
                        .text())
                .isEqualTo("SSJ-LOG-1|BEACON2|T-2026-1|live:dice|" + digest + "|lead");
        assertThat(LogEntry.parse("SSJ-LOG-1|BEACON|D|lottery:ssq:20260514|" + digest + "|lead,witness"))
                .isEqualTo(new LogEntry(LogEntry.Kind.BEACON, "D", "lottery:ssq:20260514|" + digest + "|lead,witness"));
        assertThatThrownBy(() -> LogEntry.beacon("D", "live:dice", dice, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEntryThatIsNotInTheLogIsNotProved() {
        LogEntry entry = new LogEntry(LogEntry.Kind.VOID, "D", "deadline");
        MerkleTree log = MerkleTree.of(H, List.of(entry.leaf(), new byte[] {1}, new byte[] {2}));
        Checkpoint checkpoint = new Checkpoint("log.example", 3, log.root());
        assertThat(new LogProof(entry, 0, log.inclusion(0, 3)).verify(checkpoint))
                .isTrue();
        assertThat(new LogProof(entry, 1, log.inclusion(0, 3)).verify(checkpoint))
                .isFalse();
        assertThat(new LogProof(new LogEntry(LogEntry.Kind.VOID, "D", "party"), 0, log.inclusion(0, 3))
                        .verify(checkpoint))
                .isFalse();
    }

    @Test
    void aProofFileOfNothingButKeysProvesNothing() {
        byte[] file = Ascii.bytes("key=" + LOG.key().text() + "\n");
        LogProof.ProofFile read = LogProof.ProofFile.parse("f", file);
        assertThat(read.keys()).containsExactly(LOG.key());
        assertThat(read.proofs()).isEmpty();
        assertThat(read.bytes()).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "key=x; f:1: a key must be name+id+base64 with the id that fits",
                "entry=x; f:1: entry must be SSJ-LOG-1|KIND|draw|payload",
                "index=1; f:1: a line entry= is expected here",
                "entry=SSJ-LOG-1|VOID|D|x; f:1: a line index= follows each entry",
                "entry=SSJ-LOG-1|VOID|D|x@path=0; f:2: a line index= is expected here",
                "entry=SSJ-LOG-1|VOID|D|x@index=-1; f:2: index must be a decimal number from 0 to 999999999999 without leading zero",
                "entry=SSJ-LOG-1|VOID|D|x@index=1@path=0; f:3: path must be 64 lower-case hex digits",
                "entry=SSJ-LOG-1|VOID|D|x@index=1@key=x; f:3: a line entry= is expected here",
            })
    void aProofFileHasOneShape(String text, String message) {
        byte[] file = Ascii.bytes(text.replace('@', '\n') + "\n");
        assertThatThrownBy(() -> LogProof.ProofFile.parse("f", file))
                .isInstanceOf(MalformedInput.class)
                .hasMessage(message);
    }

    @Test
    void aCheckpointMayBeOfAnEmptyLog() {
        Checkpoint empty = new Checkpoint("log.example", 0, new byte[32]);
        Checkpoint.Signed read = Checkpoint.parse("f", empty.signedBy(LOG).getBytes(StandardCharsets.UTF_8));
        assertThat(read.checkpoint().size()).isZero();
        assertThat(read.text()).isEqualTo("log.example\n0\n" + "A".repeat(43) + "=\n");
        assertThat(Checkpoint.verify(read, List.of(LOG.key()))).containsExactly(LOG.key());
        assertThatThrownBy(() -> new Checkpoint("log.example", -1, new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Checkpoint("log.example", 0, new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Checkpoint("log example", 0, new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signatureLinesTellWhoAndWhen() {
        Checkpoint checkpoint = new Checkpoint("log.example", 42, new byte[32]);
        String log = LOG.sign(checkpoint.text(), 0);
        String witness = WITNESS.sign(checkpoint.text(), 1_780_000_000L);
        Checkpoint.Signed read =
                Checkpoint.parse("f", checkpoint.note(List.of(log, witness)).getBytes(StandardCharsets.UTF_8));
        Checkpoint.NoteSignature first = read.signatures().get(0);
        Checkpoint.NoteSignature second = read.signatures().get(1);
        assertThat(first.cosignedAt()).isEmpty();
        assertThat(second.cosignedAt()).hasValue(1_780_000_000L);
        assertThat(first.line()).isEqualTo(log);
        assertThat(second.line()).isEqualTo(witness);
        assertThat(first.isOf(LOG.key())).isTrue();
        assertThat(first.isOf(WITNESS.key())).isFalse();
        // One name with two keys, one key with two names.
        assertThat(first.isOf(NoteSigner.log("log.example", CertificateFixture.WITNESS)
                        .key()))
                .isFalse();
        assertThat(first.isOf(
                        NoteSigner.log("lug.example", CertificateFixture.LOG).key()))
                .isFalse();
        assertThat(Checkpoint.unchecked(read, List.of(LOG.key()))).containsExactly(second);
        assertThat(Checkpoint.unchecked(read, List.of(LOG.key(), WITNESS.key())))
                .isEmpty();
        assertThat(Checkpoint.unchecked(read, List.of())).containsExactly(first, second);
    }

    @Test
    void aSignatureIsLongerThanTheIdOfItsKey() {
        String text = new Checkpoint("log.example", 1, new byte[32]).text();
        String four = Base64.getEncoder().encodeToString(new byte[4]);
        String five = Base64.getEncoder().encodeToString(new byte[5]);
        assertThatThrownBy(() -> parse(text + "\n\u2014 a " + four + "\n"))
                .hasMessage("f:5: a signature follows the key id of 4 bytes");
        assertThat(parse(text + "\n\u2014 a " + five + "\n").signatures()).hasSize(1);
        assertThatThrownBy(() -> parse(text + "\n\u2014 a " + five + "\n\u2014 b " + four + "\n"))
                .hasMessage("f:6: a signature follows the key id of 4 bytes");
        assertThatThrownBy(() -> parse("\n\n\u2014 a " + five + "\n"))
                .hasMessage("f:1: a checkpoint is three lines: origin, size, root in base64");
        assertThatThrownBy(() -> Checkpoint.parse("f", new byte[] {(byte) 0xff, '\n', '\n'}))
                .hasMessage("f:0: a note is UTF-8");
    }

    private static Checkpoint.Signed parse(String note) {
        return Checkpoint.parse("f", note.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aKeyVerifiesWhatIsLongEnoughAndItsOwn() throws Exception {
        String text = "text\n";
        byte[] log = raw(LOG.sign(text, 0));
        byte[] witness = raw(WITNESS.sign(text, 7));
        assertThat(LOG.key().verify(text, log)).isTrue();
        assertThat(WITNESS.key().verify(text, witness)).isTrue();
        for (int length : new int[] {0, 8, 63, 64, 71, 73}) {
            assertThat(WITNESS.key().verify(text, java.util.Arrays.copyOf(witness, length)))
                    .isFalse();
            if (length != 64) {
                assertThat(LOG.key().verify(text, java.util.Arrays.copyOf(log, length)))
                        .isFalse();
            }
        }
        // The time is signed too.
        witness[7] ^= 1;
        assertThat(WITNESS.key().verify(text, witness)).isFalse();
        // 32 bytes that are no point of the curve.
        byte[] nowhere = new byte[32];
        nowhere[0] = 2;
        assertThat(new NoteKey("x", NoteKey.Type.ED25519, nowhere).verify(text, log))
                .isFalse();
        assertThatThrownBy(() -> NoteKey.of(
                        "x",
                        NoteKey.Type.ED25519,
                        KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPublic()))
                .hasMessage("not an Ed25519 key");
        Set<NoteKey> both =
                new HashSet<>(List.of(LOG.key(), NoteKey.parse(LOG.key().text()), WITNESS.key()));
        assertThat(both).hasSize(2);
        assertThat(LOG.key().hashCode()).isNotEqualTo(WITNESS.key().hashCode());
    }

    private static byte[] raw(String line) {
        byte[] all = Base64.getDecoder().decode(line.strip().split(" ")[2]);
        return java.util.Arrays.copyOfRange(all, 4, all.length);
    }

    @Test
    void aRequestToAWitnessHasAtMost63Hashes() {
        byte[] note = "note\n".getBytes(StandardCharsets.UTF_8);
        List<byte[]> most = Collections.nCopies(63, new byte[32]);
        assertThat(AddCheckpoint.parse(new AddCheckpoint(0, most, note).bytes()).proof())
                .hasSize(63);
        assertThat(AddCheckpoint.parse(new AddCheckpoint(0, List.of(), note).bytes())
                        .proof())
                .isEmpty();
        byte[] more = new AddCheckpoint(0, Collections.nCopies(64, new byte[32]), note).bytes();
        assertThatThrownBy(() -> AddCheckpoint.parse(more)).hasMessage("a proof has at most 63 lines");
        assertThatThrownBy(() -> AddCheckpoint.parse(Ascii.bytes("\n\nold 1\n")))
                .hasMessage("the first line is: old <size>");
    }

    @Test
    void tilesHaveHashesUpToLevel7() {
        assertThat(LogTile.of(7, 0, 1L << 57)).contains(new LogTile(7, 0, 2));
        assertThat(LogTile.of(8, 0, Long.MAX_VALUE)).isEmpty();
        assertThat(LogTile.of(0, 1, 257)).contains(new LogTile(0, 1, 1));
        assertThat(LogTile.of(0, 1, 256)).isEmpty();
        assertThat(LogTile.all(1L << 8)).contains(new LogTile(1, 0, 1));
        assertThatThrownBy(() -> new LogTile(-2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogTile(64, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogTile(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogTile(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogTile(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
        for (byte[] cut : List.of(new byte[] {0}, new byte[] {0, 1}, new byte[] {0, 0, 0}, new byte[] {0, 2, 'a'})) {
            assertThatThrownBy(() -> LogTile.entries(cut)).hasMessage("the entry bundle is cut off");
        }
        assertThat(LogTile.entries(new byte[] {0, 0})).containsExactly(new byte[0]);
    }
}
