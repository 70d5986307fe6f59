package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoorAddressTest {
    private static final String KEY = CertificateFixture.SALT_KEY;
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_/.";

    private static String text(List<DrawnRow> rows, DrawnRow row) {
        SaltedFrame.RowProof proof = SaltedFrame.proveResult(HashProfile.SHA256, KEY, rows, row.objectId())
                .orElseThrow();
        StringBuilder text = new StringBuilder("spec=SSJ-DOOR-1\nhash=sha256\ndraw=D-1_a.b\nline="
                + proof.line().replace('\t', ' ') + "\nsalt=" + proof.salt() + "\nindex=" + proof.index() + "\nsize="
                + proof.size() + "\n");
        proof.path().forEach(h -> text.append("path=").append(Hex.encode(h)).append('\n'));
        return text.append("root=").append(proof.root()).append('\n').toString();
    }

    private static OwnProof read(String text) {
        return OwnProof.parse("p", Ascii.bytes(text));
    }

    @Test
    void anAddressStandsForExactlyItsText() {
        List<DrawnRow> rows = Vectors.draw("floor").rows();
        for (int size = 1; size <= rows.size(); size++) {
            String text = text(rows.subList(0, size), rows.get(size - 1));
            String fragment = DoorAddress.fragment(read(text));
            assertThat(fragment).matches("SSJ-DOOR-1(/[A-Za-z0-9._-]*){12}");
            for (String given : List.of(fragment, "#" + fragment, "https://mc.example.gov.cn/check#" + fragment)) {
                assertThat(DoorAddress.is(given)).isTrue();
                assertThat(DoorAddress.text("p", given)).isEqualTo(text);
            }
            assertThat(DoorAddress.is(text.strip())).isFalse();
        }
    }

    /** What a proof does not bind by itself: the draw, which the log binds, and the size, which only shapes the walk. */
    @Test
    void noChangedCharacterPasses() {
        List<DrawnRow> rows = Vectors.draw("floor").rows();
        String fragment = DoorAddress.fragment(read(text(rows, rows.get(5))));
        String draw = "D-1_a.b";
        String size = Long.toString(rows.size());
        String root = read(text(rows, rows.get(5))).root();
        Set<String> passed = new HashSet<>();
        for (int at = 0; at < fragment.length(); at++) {
            for (char c : DIGITS.toCharArray()) {
                String changed = fragment.substring(0, at) + c + fragment.substring(at + 1);
                if (!changed.equals(fragment) && holds(changed, draw, root)) {
                    passed.add(changed);
                }
            }
        }
        assertThat(passed).allMatch(changed -> !changed.contains("/" + size + "/"));
        assertThat(passed).hasSizeLessThan(20);
    }

    private static boolean holds(String fragment, String draw, String root) {
        try {
            OwnProof proof = read(DoorAddress.text("p", fragment));
            return proof.verify(Optional.empty(), Optional.empty()).verified()
                    && proof.draw().equals(draw)
                    && proof.root().equals(root);
        } catch (MalformedInput e) {
            return false;
        }
    }

    @Test
    void anotherShapeIsMalformed() {
        List<DrawnRow> rows = Vectors.draw("floor").rows();
        String text = text(rows, rows.get(0));
        String fragment = DoorAddress.fragment(read(text));
        for (String bad : List.of(
                "",
                "SSJ-DOOR-1/",
                fragment + "/",
                fragment + "=",
                fragment.substring(0, fragment.length() - 1),
                fragment.replace("SSJ-DOOR-1", "SSJ-DOOR-2"))) {
            assertThatThrownBy(() -> read(DoorAddress.text("p", bad))).isInstanceOf(MalformedInput.class);
        }
        String row = "spec=SSJ-ROW-1\nhash=sha256\ndraw=D\nline=ID A E 1\nsalt=" + "0".repeat(32)
                + "\nindex=0\nsize=1\nroot=" + "0".repeat(64) + "\nticket=" + "0".repeat(64) + "\n";
        assertThatThrownBy(() -> DoorAddress.fragment(read(row))).isInstanceOf(IllegalArgumentException.class);
    }
}
