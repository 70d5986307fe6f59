package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTest {
    private static final HashProfile H = HashProfile.SHA256;
    /** The leaves of the RFC 6962 reference implementation's own test. */
    private static final List<byte[]> LEAVES = List.of(
            Hex.decode(""),
            Hex.decode("00"),
            Hex.decode("10"),
            Hex.decode("2021"),
            Hex.decode("3031"),
            Hex.decode("40414243"),
            Hex.decode("5051525354555657"),
            Hex.decode("606162636465666768696a6b6c6d6e6f"));

    private static final String[] ROOTS = {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    };

    @Test
    void rootsOfTheReferenceTrees() {
        MerkleTree tree = MerkleTree.of(H, LEAVES);
        MerkleFrontier frontier = new MerkleFrontier(H);
        for (int n = 0; n <= LEAVES.size(); n++) {
            assertThat(Hex.encode(tree.root(n))).isEqualTo(ROOTS[n]);
            assertThat(Hex.encode(frontier.root())).isEqualTo(ROOTS[n]);
            if (n < LEAVES.size()) {
                frontier.append(LEAVES.get(n));
            }
        }
    }

    @Test
    void referenceProofs() {
        MerkleTree tree = MerkleTree.of(H, LEAVES);
        assertThat(hex(tree.inclusion(0, 8)))
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(hex(tree.inclusion(5, 8)))
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(hex(tree.consistency(6, 8)))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void everyProofOfEverySizeUpTo64HoldsAndNoOtherDoes() {
        for (HashProfile profile : HashProfile.values()) {
            MerkleTree tree = new MerkleTree(profile);
            for (int size = 1; size <= 64; size++) {
                tree.append(new byte[] {(byte) size, 7});
                byte[] root = tree.root();
                for (int i = 0; i < size; i++) {
                    byte[] leaf = MerkleTree.leafHash(profile, new byte[] {(byte) (i + 1), 7});
                    List<byte[]> path = tree.inclusion(i, size);
                    assertThat(Proofs.verifyInclusion(profile, leaf, i, size, path, root))
                            .isTrue();
                    assertThat(Proofs.verifyInclusion(profile, leaf, i + 1, size, path, root))
                            .isFalse();
                    assertThat(Proofs.verifyInclusion(profile, leaf, i - 1, size, path, root))
                            .isFalse();
                    int index = i;
                    int n = size;
                    assertRejectsMutations(path, p -> Proofs.verifyInclusion(profile, leaf, index, n, p, root));
                }
                for (int older = 0; older <= size; older++) {
                    List<byte[]> path = tree.consistency(older, size);
                    byte[] olderRoot = tree.root(older);
                    int from = older;
                    int to = size;
                    assertThat(Proofs.verifyConsistency(profile, from, to, olderRoot, root, path))
                            .isTrue();
                    assertRejectsMutations(path, p -> Proofs.verifyConsistency(profile, from, to, olderRoot, root, p));
                    if (older > 0 && older < size) {
                        assertThat(Proofs.verifyConsistency(profile, from, to, root, root, path))
                                .isFalse();
                        assertThat(Proofs.verifyConsistency(profile, from, to, olderRoot, olderRoot, path))
                                .isFalse();
                    }
                }
            }
        }
    }

    /** A path that goes on above the root of the size that is claimed. */
    @Test
    void noProofIsTakenForASmallerTree() {
        MerkleTree tree = MerkleTree.of(H, LEAVES);
        List<byte[]> path = tree.consistency(7, 8);
        assertThat(Proofs.verifyConsistency(H, 7, 8, tree.root(7), tree.root(), path))
                .isTrue();
        for (int[] claimed : new int[][] {{3, 4}, {5, 6}, {6, 7}, {6, 8}}) {
            assertThat(Proofs.verifyConsistency(H, claimed[0], claimed[1], tree.root(7), tree.root(), path))
                    .as("%d of %d", claimed[0], claimed[1])
                    .isFalse();
        }
        byte[] last = MerkleTree.leafHash(H, LEAVES.get(7));
        assertThat(Proofs.verifyInclusion(H, last, 0, 1, tree.inclusion(7, 8), tree.root()))
                .isFalse();
        assertThat(Proofs.verifyInclusion(H, last, 1, 2, tree.inclusion(7, 8), tree.root()))
                .isFalse();
    }

    @Test
    void aFrontierSurvivesBeingWritten() {
        MerkleTree tree = new MerkleTree(HashProfile.SM3);
        MerkleFrontier frontier = new MerkleFrontier(HashProfile.SM3);
        for (int n = 0; n < 70; n++) {
            byte[] leaf = {(byte) n};
            tree.append(leaf);
            frontier.append(leaf);
            frontier = MerkleFrontier.fromBytes(HashProfile.SM3, frontier.toBytes());
            assertThat(frontier.size()).isEqualTo(n + 1L);
            assertThat(frontier.root()).isEqualTo(tree.root());
        }
    }

    private interface Check {
        boolean holds(List<byte[]> path);
    }

    private static void assertRejectsMutations(List<byte[]> path, Check check) {
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(new byte[32]);
        assertThat(check.holds(longer)).isFalse();
        for (int i = 0; i < path.size(); i++) {
            List<byte[]> flipped = new ArrayList<>(path);
            byte[] hash = path.get(i).clone();
            hash[i % 32] ^= 1;
            flipped.set(i, hash);
            assertThat(check.holds(flipped)).isFalse();
            assertThat(check.holds(path.subList(0, i))).isFalse();
        }
    }

    private static List<String> hex(List<byte[]> path) {
        return path.stream().map(Hex::encode).toList();
    }
}
