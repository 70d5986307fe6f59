package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaltedFrameTest {
    private static final String KEY = CertificateFixture.SALT_KEY;

    @Test
    void eachRowOfFramesOfManySizesProvesItself() throws Exception {
        for (int size = 1; size <= 40; size++) {
            StringBuilder text = new StringBuilder();
            List<byte[]> leaves = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                String id = "ID" + (100 + i);
                String line = id + "\tA\tE\t1";
                text.append(line).append('\n');
                leaves.add(Ascii.bytes(
                        HashProfile.SM3.hex("SSJ-SALT-1|" + KEY + "|" + id).substring(0, 32) + "|" + line));
            }
            FrameSource frame = FrameSource.of(Ascii.bytes(text.toString()));
            MerkleTree tree = MerkleTree.of(HashProfile.SM3, leaves);
            String root = Hex.encode(tree.root());
            assertThat(SaltedFrame.root(HashProfile.SM3, KEY, frame)).isEqualTo(root);
            for (int i = 0; i < size; i++) {
                SaltedFrame.RowProof proof = SaltedFrame.prove(HashProfile.SM3, KEY, frame, "ID" + (100 + i))
                        .orElseThrow();
                assertThat(proof.root()).isEqualTo(root);
                assertThat(proof.index()).isEqualTo(i);
                assertThat(proof.path()).containsExactlyElementsOf(tree.inclusion(i, size));
                assertThat(proof.verify(HashProfile.SM3)).isTrue();
            }
            assertThat(SaltedFrame.prove(HashProfile.SM3, KEY, frame, "ID")).isEmpty();
        }
    }

    @Test
    void aSealedResultProvesItsLines() {
        List<DrawnRow> rows = Vectors.draw("floor").rows();
        String root = SaltedFrame.resultRoot(HashProfile.SHA256, KEY, rows);
        for (DrawnRow row : rows) {
            SaltedFrame.RowProof proof = SaltedFrame.proveResult(HashProfile.SHA256, KEY, rows, row.objectId())
                    .orElseThrow();
            assertThat(proof.root()).isEqualTo(root);
            assertThat(proof.line()).isEqualTo(row.line());
            assertThat(proof.verify(HashProfile.SHA256)).isTrue();
        }
        assertThat(SaltedFrame.proveResult(HashProfile.SHA256, KEY, rows, "NOBODY"))
                .isEmpty();
    }
}
