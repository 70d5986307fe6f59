package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The proof cases of transparency-dev's merkle repository: src/test/resources/rfc6962. */
class ProofCasesTest {
    private static final byte[] GARBAGE = new byte[32];

    /** @param first leaf hash, or root of the older tree */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Case(String kind, long at, long size, byte[] first, byte[] root, List<byte[]> proof) {
        boolean holds() {
            return kind.equals("inclusion")
                    ? Proofs.verifyInclusion(HashProfile.SHA256, first, at, size, proof, root)
                    : Proofs.verifyConsistency(HashProfile.SHA256, at, size, first, root, proof);
        }

        Case at(long other) {
            return new Case(kind, other, size, first, root, proof);
        }

        Case size(long other) {
            return new Case(kind, at, other, first, root, proof);
        }

        Case first(byte[] other) {
            return new Case(kind, at, size, other, root, proof);
        }

        Case root(byte[] other) {
            return new Case(kind, at, size, first, other, proof);
        }

        Case proof(List<byte[]> other) {
            return new Case(kind, at, size, first, root, other);
        }

        @Override
        public String toString() {
            return kind + " " + at + " of " + size;
        }
    }

    static List<Case> cases() throws IOException {
        List<Case> out = new ArrayList<>();
        try (InputStream in = ProofCasesTest.class.getResourceAsStream("/rfc6962/proofs.tsv")) {
            for (String line : Ascii.string(java.util.Objects.requireNonNull(in).readAllBytes())
                    .split("\n")) {
                String[] f = line.split("\t");
                List<byte[]> proof = new ArrayList<>();
                for (String hash : f[5].split(",")) {
                    proof.add(Base64.getDecoder().decode(hash));
                }
                out.add(new Case(
                        f[0],
                        Long.parseLong(f[1]),
                        Long.parseLong(f[2]),
                        Base64.getDecoder().decode(f[3]),
                        Base64.getDecoder().decode(f[4]),
                        proof));
            }
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theProofHoldsAndNoneOfItsNeighboursDoes(Case good) {
        assertThat(good.holds()).isTrue();
        Map<String, Case> bad = new LinkedHashMap<>();
        bad.put("index or size1 + 1", good.at(good.at + 1));
        bad.put("index or size1 - 1", good.at(good.at - 1));
        bad.put("index or size1 ^ 2", good.at(good.at ^ 2));
        // Beyond the tree the directions of the path repeat.
        bad.put("index or size1 beyond", good.at(good.at + (1L << good.proof.size())));
        bad.put("0 of 1", good.at(0).size(1));
        bad.put("size * 2", good.size(good.size * 2));
        bad.put("size / 2", good.size(good.size / 2));
        bad.put("wrong first", good.first(GARBAGE));
        bad.put("wrong root", good.root(GARBAGE));
        bad.put("empty root", good.root(new byte[0]));
        bad.put("empty first", good.first(new byte[0]));
        bad.put("swapped roots", good.first(good.root).root(good.first));
        bad.put("empty proof", good.proof(List.of()));
        bad.put("truncated proof", good.proof(good.proof.subList(0, good.proof.size() - 1)));
        bad.put("removed component", good.proof(good.proof.subList(1, good.proof.size())));
        for (byte[] more : List.of(GARBAGE, good.root, good.first, good.proof.get(0), new byte[0])) {
            for (int place = 0; place <= good.proof.size(); place++) {
                List<byte[]> longer = new ArrayList<>(good.proof);
                longer.add(place, more);
                bad.put("inserted " + place + " " + Hex.encode(more), good.proof(longer));
            }
        }
        for (int i = 0; i < good.proof.size(); i++) {
            for (int bit : new int[] {3, 4, 255}) {
                byte[] modified = good.proof.get(i).clone();
                modified[bit / 8] ^= (byte) (1 << bit % 8);
                List<byte[]> proof = new ArrayList<>(good.proof);
                proof.set(i, modified);
                bad.put("modified proof " + i + " bit " + bit, good.proof(proof));
            }
            List<byte[]> shortened = new ArrayList<>(good.proof);
            shortened.set(i, java.util.Arrays.copyOf(good.proof.get(i), 31));
            bad.put("short component " + i, good.proof(shortened));
        }
        if (good.proof.size() > 1) {
            List<byte[]> reversed = new ArrayList<>(good.proof);
            Collections.reverse(reversed);
            bad.put("reversed proof", good.proof(reversed));
        }
        bad.forEach((name, one) -> assertThat(one.holds()).as(name).isFalse());
    }
}
