package org.mingchou.draw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.MerkleTree;
import org.mingchou.sampler.Secrets;

/**
 * A stranger who holds everything public of one draw, and the own pages of a few enterprises, and wants the tier of
 * another. Every way in is tried with every string found; {@link Truth} is used only to know when it has succeeded.
 */
final class TierAttack {

    /** @param frame rows of frame.tsv; @param result rows of result.tsv; @param own objects whose own pages are at hand */
    record Truth(
            String draw,
            List<String> frame,
            List<String> result,
            Set<String> own,
            Map<String, String> firstCommitments,
            Map<String, String> secondCommitments,
            Map<String, String> names) {}

    private static final HashProfile H = HashProfile.SHA256;
    private static final Pattern HEX = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");
    private static final Pattern SALT = Pattern.compile("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])");
    private static final Pattern BASE64 = Pattern.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=");
    private static final Pattern LEAF = Pattern.compile("\"leaf\":\"([A-Za-z0-9+/=]+)\"");
    private static final List<String> STRATA = List.of("A", "B", "C", "D", "N");
    private static final List<String> STATUSES = List.of("E", "X01", "X02", "X03", "X04", "X05", "X06", "X07");
    private static final Pattern QUOTA = Pattern.compile(
            "\\b[ABCDN]\\d+ [ABCDN]\\d+|(?i:quota)|\"[ABCDN]\":\\s*\\d|cut.?off|^(?!ratio\\.)[a-z.]+\\.[ABCDN]=",
            Pattern.MULTILINE);
    private static final Pattern LABEL =
            Pattern.compile("(?i)(?:tier|stratum|等级|分级|类别)[\"'<>/a-z=：:\\s]{1,24}[ABCDN](?![A-Za-z0-9])");
    private static final Pattern RESULT_ROW =
            Pattern.compile("(?m)^[ABCDN][\\t ]\\d+[\\t ][0-9A-Z._-]+[\\t ][0-9a-f]{64}");

    private final Truth truth;
    private final Map<String, String> texts = new TreeMap<>();
    private final Set<String> hexes = new LinkedHashSet<>();
    private final Set<String> salts = new LinkedHashSet<>();
    private final List<String> findings = new ArrayList<>();

    private TierAttack(Map<String, byte[]> artefacts, Truth truth) {
        this.truth = truth;
        artefacts.forEach((name, bytes) -> read(name, new String(bytes, StandardCharsets.UTF_8)));
    }

    /** What was found out, one line each; empty when nothing was. */
    static List<String> run(Map<String, byte[]> artefacts, Truth truth) {
        var attack = new TierAttack(artefacts, truth);
        attack.tickets();
        attack.secrets();
        attack.saltKeys();
        attack.leaves();
        attack.labels();
        attack.order();
        attack.links();
        return attack.findings;
    }

    private void read(String name, String text) {
        texts.put(name, text);
        HEX.matcher(text).results().forEach(m -> hexes.add(m.group()));
        SALT.matcher(text).results().forEach(m -> salts.add(m.group()));
        BASE64.matcher(text)
                .results()
                .forEach(m ->
                        hexes.add(HexFormat.of().formatHex(Base64.getDecoder().decode(m.group()))));
        LEAF.matcher(text)
                .results()
                .map(m -> new String(Base64.getDecoder().decode(m.group(1)), StandardCharsets.UTF_8))
                .forEach(leaf -> read(name + "#" + leaf, leaf));
    }

    /** Every string as K, as seed and as a ticket. */
    private void tickets() {
        var others = new HashMap<String, String>();
        for (var row : truth.result()) {
            var f = row.split("\t", -1);
            if (!truth.own().contains(f[2])) {
                others.put(f[2], f[3]);
            }
        }
        others.forEach((id, ticket) -> {
            if (hexes.contains(ticket)) {
                findings.add("ticket of another: " + id);
            }
        });
        var sample = others.keySet().stream().sorted().limit(3).toList();
        for (var x : hexes) {
            for (var id : sample) {
                var wanted = others.get(id);
                if (H.hex(x + "|" + id).equals(wanted)) {
                    findings.add("K found: " + x);
                }
                if (H.hex(H.hex("SSJ-KEY-1|" + x + "|object") + "|" + id).equals(wanted)) {
                    findings.add("seed found: " + x);
                }
            }
        }
    }

    /** Every string as a party's secret; with all of them and the beacon the seed follows. */
    private void secrets() {
        for (var x : hexes) {
            truth.firstCommitments().forEach((party, commitment) -> {
                if (Secrets.commitFirst(H, truth.draw(), party, x).equals(commitment)) {
                    findings.add("secret of " + party + ": " + x);
                }
            });
            truth.secondCommitments().forEach((party, commitment) -> {
                if (Secrets.commitSecond(H, truth.draw(), party, x).equals(commitment)) {
                    findings.add("second secret of " + party + ": " + x);
                }
            });
        }
    }

    /** Every string as salt key, tried on the salts that the own pages show. */
    private void saltKeys() {
        for (var x : hexes) {
            for (var id : truth.own()) {
                if (salts.contains(H.hex("SSJ-SALT-1|" + x + "|" + id).substring(0, 32))) {
                    findings.add("salt key found: " + x);
                }
            }
        }
    }

    /** Every row of another that could be, unsalted and with every salt found, against every hash found. */
    private void leaves() {
        for (var row : truth.frame()) {
            var id = row.substring(0, row.indexOf('\t'));
            if (truth.own().contains(id)) {
                continue;
            }
            for (var stratum : STRATA) {
                for (var status : STATUSES) {
                    var line = id + "\t" + stratum + "\t" + status + "\t1";
                    guess(line, line);
                    salts.forEach(salt -> guess(salt + "|" + line, line));
                }
            }
        }
        // Inner nodes of the unsalted tree, which two known neighbours would open.
        var level = truth.frame().stream().map(r -> leaf(r)).toList();
        while (level.size() > 2) {
            var next = new ArrayList<byte[]>();
            for (int i = 0; i + 1 < level.size(); i += 2) {
                next.add(node(level.get(i), level.get(i + 1)));
            }
            if (level.size() % 2 == 1) {
                next.add(level.get(level.size() - 1));
            }
            level = next;
            if (level.size() > 1) {
                level.stream()
                        .map(HexFormat.of()::formatHex)
                        .filter(hexes::contains)
                        .forEach(h -> findings.add("node of the unsalted tree: " + h));
            }
        }
    }

    private void guess(String text, String line) {
        if (hexes.contains(HexFormat.of().formatHex(leaf(text))) || hexes.contains(H.hex(text))) {
            findings.add("row of another: " + line);
        }
    }

    private static byte[] leaf(String text) {
        return MerkleTree.leafHash(H, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] node(byte[] left, byte[] right) {
        var bytes = new byte[65];
        bytes[0] = 1;
        System.arraycopy(left, 0, bytes, 1, 32);
        System.arraycopy(right, 0, bytes, 33, 32);
        return H.hash(bytes);
    }

    /** A tier beside a name, a count or a limit of one, a line of the result. */
    private void labels() {
        texts.forEach((name, text) -> {
            for (var pattern : List.of(QUOTA, LABEL, RESULT_ROW)) {
                pattern.matcher(text)
                        .results()
                        // An enterprise may read its own line.
                        .filter(m -> truth.own().stream().noneMatch(m.group()::contains))
                        .forEach(m -> findings.add("label in " + name + ": " + m.group()));
            }
            for (var row : truth.frame()) {
                var id = row.substring(0, row.indexOf('\t'));
                if (truth.own().contains(id)) {
                    continue;
                }
                var said = List.of(id, truth.names().getOrDefault(id, id));
                for (var word : said) {
                    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                        var after = text.substring(
                                Math.min(text.length(), at + word.length()),
                                Math.min(text.length(), at + word.length() + 60));
                        if (after.replaceAll("<[^>]*>", " ").matches("(?s)[^A-Za-z0-9]{1,8}[ABCDN](?![A-Za-z0-9]).*")) {
                            findings.add("label beside " + word + " in " + name);
                        }
                    }
                }
            }
        });
    }

    /** Many of the drawn in one place stand by code: any other order might be that of the tickets or the tiers. */
    private void order() {
        var drawn =
                truth.result().stream().map(r -> r.split("\t", -1)[2]).collect(Collectors.toCollection(TreeSet::new));
        texts.forEach((name, text) -> {
            var places = new TreeMap<Integer, String>();
            for (var id : drawn) {
                int at = text.indexOf(id);
                if (at >= 0) {
                    places.put(at, id);
                }
            }
            var seen = List.copyOf(places.values());
            if (seen.size() >= 5 && !seen.equals(seen.stream().sorted().toList())) {
                findings.add("an order that is not by code in " + name);
            }
        });
    }

    /** An entry that names two objects ties their tiers together. Draws that are open to all show theirs. */
    private void links() {
        var ids = new HashSet<String>();
        truth.frame().forEach(r -> ids.add(r.substring(0, r.indexOf('\t'))));
        texts.forEach((name, text) -> {
            var entry = text.split("\\|", -1);
            if (entry[0].equals("SSJ-LOG-1")
                    && entry.length > 2
                    && entry[2].equals(truth.draw())
                    && ids.stream().filter(text::contains).count() >= 2) {
                findings.add("two objects tied in " + text);
            }
        });
    }
}
