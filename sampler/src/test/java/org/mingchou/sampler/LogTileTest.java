package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTileTest {
    @Test
    void pathsAreThoseOfTheSpecification() {
        // The examples of C2SP tlog-tiles.
        assertThat(new LogTile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new LogTile(LogTile.ENTRIES, 1_234_067, 8).path()).isEqualTo("tile/entries/x001/x234/067.p/8");
        for (LogTile tile :
                List.of(new LogTile(0, 0, 1), new LogTile(63, 999, 255), new LogTile(LogTile.ENTRIES, 1000, 256))) {
            assertThat(LogTile.parse(tile.path())).contains(tile);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/0",
                "tile/00/000",
                "tile/64/000",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000/001",
                "tile/0/x000/001",
                "tile/entries/../000",
                "tile/0/000/",
                "checkpoint"
            })
    void otherSpellingsNameNoTile(String path) {
        assertThat(LogTile.parse(path)).isEmpty();
    }

    @Test
    void aTreeOf70000IsCutAsTheSpecificationSays() {
        List<String> partial = LogTile.all(70_000).stream()
                .filter(t -> !t.full() && t.level() >= 0)
                .map(LogTile::path)
                .toList();
        assertThat(partial).containsExactly("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1");
        assertThat(LogTile.all(70_000).stream().filter(t -> t.level() == 0 && t.full()))
                .hasSize(273);
        assertThat(LogTile.all(256).stream().map(LogTile::path))
                .containsExactly("tile/entries/000", "tile/0/000", "tile/1/000.p/1");
        assertThat(LogTile.all(0)).isEmpty();
    }

    @Test
    void proofsFromTilesAreThoseOfTheTree() {
        int size = 66_000;
        List<byte[]> leaves = new ArrayList<>();
        MerkleTree tree = new MerkleTree(HashProfile.SHA256);
        for (int i = 0; i < size; i++) {
            leaves.add(LogEntryTestLeaf.of(i));
            tree.append(leaves.get(i));
        }
        MerkleProofs proofs = new MerkleProofs(
                HashProfile.SHA256, new TileHashes(HashProfile.SHA256, size, tile -> TestTiles.bytes(leaves, tile)));
        assertThat(proofs.root(size)).isEqualTo(tree.root());
        for (int older : new int[] {1, 255, 256, 257, 4096, 65_535, 65_536, 65_537, size - 1, size}) {
            assertThat(proofs.root(older)).isEqualTo(tree.root(older));
            assertThat(Proofs.verifyConsistency(
                            HashProfile.SHA256,
                            older,
                            size,
                            tree.root(older),
                            tree.root(),
                            proofs.consistency(older, size)))
                    .isTrue();
            assertThat(Proofs.verifyInclusion(
                            HashProfile.SHA256,
                            MerkleTree.leafHash(HashProfile.SHA256, leaves.get(older - 1)),
                            older - 1,
                            size,
                            proofs.inclusion(older - 1, size),
                            tree.root()))
                    .isTrue();
        }
        assertThatThrownBy(() -> proofs.root(size + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bundlesKeepTheEntriesApart() {
        List<byte[]> entries = List.of(new byte[0], "a".getBytes(StandardCharsets.US_ASCII), new byte[0xffff]);
        byte[] bundle = LogTile.bundle(entries);
        assertThat(bundle).hasSize(3 * 2 + 1 + 0xffff).startsWith(0, 0, 0, 1, 'a', 0xff, 0xff);
        assertThat(LogTile.entries(bundle)).containsExactlyElementsOf(entries);
        assertThatThrownBy(() -> LogTile.entries(new byte[] {0, 2, 1})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogTile.bundle(List.of(new byte[0x10000])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRequestToAWitnessIsReadBack() {
        AddCheckpoint request = new AddCheckpoint(
                7,
                List.of(new byte[32], MerkleTree.leafHash(HashProfile.SHA256, new byte[0])),
                "note\n\n".getBytes(StandardCharsets.UTF_8));
        AddCheckpoint read = AddCheckpoint.parse(request.bytes());
        assertThat(read.old()).isEqualTo(7);
        assertThat(read.proof()).containsExactlyElementsOf(request.proof());
        assertThat(read.note()).isEqualTo(request.note());
        for (String bad : List.of("", "old 1\n", "old 01\n\nx", "new 1\n\nx", "old 1\nAAAA\n\nx")) {
            assertThatThrownBy(() -> AddCheckpoint.parse(bad.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static final class LogEntryTestLeaf {
        static byte[] of(int i) {
            return ("entry-" + i).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Tiles by the definition itself: MTH(D[(n·256+i)·256^l : (n·256+i+1)·256^l]). */
    private static final class TestTiles {
        static byte[] bytes(List<byte[]> leaves, LogTile tile) {
            byte[] out = new byte[32 * tile.width()];
            int span = 1 << 8 * tile.level();
            for (int i = 0; i < tile.width(); i++) {
                int from = ((int) tile.index() * 256 + i) * span;
                byte[] root = MerkleTree.of(HashProfile.SHA256, leaves.subList(from, from + span))
                        .root();
                System.arraycopy(root, 0, out, 32 * i, 32);
            }
            return out;
        }
    }
}
