package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTest {
    @TempDir
    Path dir;

    private String last(Map<String, byte[]> members) {
        return last(CertificateFixture.verify(dir, CertificateFixture.zip(members)));
    }

    private static String last(Certificate.Verification found) {
        String line = found.lines().get(found.lines().size() - 1);
        assertThat(found.verified()).isEqualTo(line.equals("VERIFIED"));
        return line;
    }

    @ParameterizedTest
    @CsvSource({
        "SHA256, OPEN, 4",
        "SHA256, OPEN, 5",
        "SHA256, OPEN, 6",
        "SHA256, SEALED, 6",
        "SM3, OPEN, 6",
        "SM3, SEALED, 4"
    })
    void verifiesAtEveryStage(HashProfile hash, Params.Mode mode, int stage) {
        CertificateFixture fixture = new CertificateFixture(hash, mode, stage);

        Certificate.Verification found = CertificateFixture.verify(dir, CertificateFixture.zip(fixture.members));

        assertThat(last(found)).isEqualTo("VERIFIED");
        assertThat(found.lines()).anyMatch(l -> l.startsWith("note log key: log.example+"));
        if (stage < 6) {
            assertThat(found.lines()).anyMatch(l -> l.startsWith("note stage: taken before"));
        } else {
            assertThat(found.lines()).contains("ok match DEPT1: re-dealt byte for byte");
        }
    }

    @Test
    void theKeptCertificateStaysVerifiable() {
        NoteKey key = NoteKey.parse(Vectors.text("certificate", "log.key").strip());
        byte[] zip = Vectors.read("certificate", "certificate.zip");
        assertThat(last(CertificateFixture.verify(dir, zip, Optional.of(key)))).isEqualTo("VERIFIED");
    }

    private static CertificateFixture withheldBy(CertificateFixture.Fraud fraud, String... parties) {
        return new CertificateFixture(HashProfile.SHA256, Params.Mode.OPEN, 6, fraud, Set.of(parties));
    }

    @Test
    void withheldSecondSecretsAreNamedAndReplacedByASecondBeacon() {
        CertificateFixture one = withheldBy(CertificateFixture.Fraud.NONE, "witness");
        Certificate.Verification found = CertificateFixture.verify(dir, CertificateFixture.zip(one.members));
        assertThat(last(found)).isEqualTo("VERIFIED");
        assertThat(found.lines())
                .contains(
                        "ok second reveal: 1 secrets open their commitments",
                        "ok second beacon: "
                                + HashProfile.SHA256.hex(CertificateFixture.BEACON2)
                                + " is the SHA-256 of what was seen",
                        "note second reveal: witness withheld its secret, a second beacon takes its place",
                        "ok match DEPT1: re-dealt byte for byte")
                .anyMatch(line -> line.startsWith("ok log WITHHELD: entry "));

        CertificateFixture all = withheldBy(CertificateFixture.Fraud.NONE, "witness", "lead");
        assertThat(Ascii.string(all.member("reveal2.txt"))).matches("beacon=[0-9a-f]{64}\n");
        assertThat(last(all.members)).isEqualTo("VERIFIED");
        assertThat(last(new CertificateFixture(
                                HashProfile.SM3, Params.Mode.SEALED, 6, CertificateFixture.Fraud.NONE, Set.of("lead"))
                        .members))
                .isEqualTo("VERIFIED");
    }

    @Test
    void theSecondSeedNamesWhoWithheld() {
        CertificateFixture fixture = withheldBy(CertificateFixture.Fraud.NONE, "lead");
        HashProfile h = HashProfile.SHA256;
        byte[] tsv = fixture.member("confirmations.tsv");
        SecondReveal reveal = SecondReveal.parse("reveal2.txt", fixture.member("reveal2.txt"), fixture.params);
        assertThat(reveal.withheld(fixture.params)).containsExactly("lead");
        assertThat(SecondSeed.of(fixture.params, tsv, reveal))
                .isEqualTo(h.hex("SSJ-SEED-2|" + fixture.params.opening() + "|" + h.hex(tsv) + "|-|"
                        + h.hex("second witness") + "|" + h.hex(CertificateFixture.BEACON2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WITHHELD_ORDER | lead witness | the log's entry WITHHELD comes too early",
                "WITHHELD_LATE | witness | the log's entry MATCH comes too early",
                "WITHHELD_OTHER | witness | the log's entry WITHHELD says something else",
                "WITHHELD_SILENT | witness | log/result.proof proves 3 entries instead of 4",
            })
    void theLogNamesExactlyWhoWithheldInOrderAndInTime(CertificateFixture.Fraud fraud, String parties, String reason) {
        CertificateFixture fixture = withheldBy(fraud, parties.split(" "));
        assertThat(last(fixture.members)).isEqualTo("NOT VERIFIED: " + reason);
    }

    @Test
    void aSecondBeaconStandsExactlyWhenAPartyWithheld() {
        CertificateFixture withheld = withheldBy(CertificateFixture.Fraud.NONE, "witness");
        CertificateFixture complete = new CertificateFixture(HashProfile.SHA256, Params.Mode.OPEN, 6);
        Map<String, byte[]> members = new LinkedHashMap<>(complete.members);
        members.put("beacon2.txt", CertificateFixture.BEACON2);
        assertThat(last(members)).isEqualTo("NOT VERIFIED: beacon2.txt although no party withheld its second secret");
        members.put("reveal2.txt", concat("beacon=" + "ab".repeat(32) + "\n", complete.member("reveal2.txt")));
        assertThat(last(members))
                .isEqualTo("NOT VERIFIED: reveal2.txt:1: no party is missing, so there is no key beacon");
        members = new LinkedHashMap<>(withheld.members);
        String reveal2 = Ascii.string(withheld.member("reveal2.txt"));
        members.put("reveal2.txt", Ascii.bytes(reveal2.substring(reveal2.indexOf('\n') + 1)));
        assertThat(last(members)).isEqualTo("NOT VERIFIED: reveal2.txt:0: the key second.witness is missing");
        for (String beacon2 : List.of("\n", "one\ntwo\n", "no end", "")) {
            members = new LinkedHashMap<>(withheld.members);
            members.put("beacon2.txt", Ascii.bytes(beacon2));
            assertThat(last(members)).startsWith("NOT VERIFIED: beacon2.txt:");
        }
        for (int stage : new int[] {4, 5}) {
            members = new LinkedHashMap<>(new CertificateFixture(HashProfile.SHA256, Params.Mode.OPEN, stage).members);
            members.put("beacon2.txt", CertificateFixture.BEACON2);
            assertThat(last(members)).startsWith("NOT VERIFIED: a second ");
        }
    }

    private static byte[] concat(String text, byte[] rest) {
        return Ascii.bytes(text + Ascii.string(rest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "witness"})
    void everyByteOfEveryMemberCounts(String withholding) {
        CertificateFixture fixture = withholding.isEmpty()
                ? new CertificateFixture(HashProfile.SHA256, Params.Mode.OPEN, 6)
                : withheldBy(CertificateFixture.Fraud.NONE, withholding.split(" "));
        fixture.members.forEach((name, data) -> {
            // All bytes of a short member, and about a hundred of a long one, the first and the last among them.
            int step = Math.max(1, data.length / 97);
            for (int i = 0;
                    i < data.length;
                    i = i == data.length - 1 ? data.length : Math.min(i + step, data.length - 1)) {
                Map<String, byte[]> tampered = new LinkedHashMap<>(fixture.members);
                byte[] changed = data.clone();
                changed[i] ^= 1;
                tampered.put(name, changed);
                assertThat(last(tampered)).as("%s byte %d", name, i).startsWith("NOT VERIFIED: ");
            }
        });
    }

    @Test
    void noMemberMayBeMissingLongerOrForeign() throws Exception {
        CertificateFixture fixture = withheldBy(CertificateFixture.Fraud.NONE, "lead");
        for (String name : fixture.members.keySet()) {
            Map<String, byte[]> without = new LinkedHashMap<>(fixture.members);
            byte[] data = fixture.members.get(name);
            without.remove(name);
            assertThat(last(without)).as("without %s", name).startsWith("NOT VERIFIED: ");
            Map<String, byte[]> longer = new LinkedHashMap<>(fixture.members);
            byte[] more = java.util.Arrays.copyOf(data, data.length + 1);
            more[data.length] = '\n';
            longer.put(name, more);
            assertThat(last(longer)).as("longer %s", name).startsWith("NOT VERIFIED: ");
        }
        for (String foreign : new String[] {"readme.txt", "match/DEPT1/notes.txt", "match/", "PARAMS.TXT", "../x"}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> member : fixture.members.entrySet()) {
                    zip.putNextEntry(new ZipEntry(member.getKey()));
                    zip.write(member.getValue());
                }
                zip.putNextEntry(new ZipEntry(foreign));
            }
            assertThat(last(CertificateFixture.verify(dir, out.toByteArray())))
                    .startsWith("NOT VERIFIED: a member that no certificate has");
        }
        assertThatThrownBy(() -> CertificateFixture.zip(Map.of("readme.txt", new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDamagedOrPrefixedZipIsNotVerified() {
        byte[] zip = CertificateFixture.zip(new CertificateFixture(HashProfile.SHA256, Params.Mode.OPEN, 4).members);
        byte[] cut = java.util.Arrays.copyOf(zip, zip.length - 30);
        assertThat(last(CertificateFixture.verify(dir, cut))).startsWith("NOT VERIFIED: ");
        byte[] twice = java.util.Arrays.copyOf(zip, 2 * zip.length);
        System.arraycopy(zip, 0, twice, zip.length, zip.length);
        assertThat(last(CertificateFixture.verify(dir, twice))).startsWith("NOT VERIFIED: ");
        assertThatThrownBy(() -> CertificateFixture.verify(dir, Ascii.bytes("no zip")))
                .isInstanceOf(MalformedInput.class);
    }

    @Test
    void theZipDependsOnTheMembersOnly() {
        Map<String, byte[]> members = new CertificateFixture(HashProfile.SHA256, Params.Mode.OPEN, 6).members;
        assertThat(CertificateFixture.zip(new TreeMap<>(members))).isEqualTo(CertificateFixture.zip(members));
    }

    @Test
    void aPinnedKeyMustBeTheLogs() {
        byte[] zip = CertificateFixture.zip(new CertificateFixture(HashProfile.SHA256, Params.Mode.OPEN, 4).members);
        NoteKey right = NoteSigner.log("log.example", CertificateFixture.LOG).key();
        NoteKey wrong =
                NoteSigner.log("log.example", CertificateFixture.WITNESS).key();

        Certificate.Verification found = CertificateFixture.verify(dir, zip, Optional.of(right));
        assertThat(last(found)).isEqualTo("VERIFIED");
        assertThat(found.lines()).contains("ok log key: " + right.fingerprint() + " is the pinned one");
        assertThat(last(CertificateFixture.verify(dir, zip, Optional.of(wrong))))
                .startsWith("NOT VERIFIED: the log's key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUBSTITUTE | the substitutes are not the first ones of the reserve's order",
                "OFFICERS | match/DEPT1/officers.tsv is not the list that the opening binds",
                "AVOID | match/DEPT1/avoid.tsv is not the list that the opening binds",
                "GROUP | match/DEPT1/args.txt is not seed2, pool, date and group",
                "TASK | match/DEPT1/tasks.tsv holds NEVER-DRAWN, neither confirmed nor reserve",
            })
    void aConsistentLogDoesNotExcuseABrokenRule(CertificateFixture.Fraud fraud, String reason) {
        CertificateFixture fixture = new CertificateFixture(HashProfile.SHA256, Params.Mode.OPEN, 6, fraud);
        assertThat(last(fixture.members)).isEqualTo("NOT VERIFIED: " + reason);
    }
}
