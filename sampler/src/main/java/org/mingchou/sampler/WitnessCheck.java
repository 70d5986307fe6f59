package org.mingchou.sampler;

import static org.mingchou.sampler.CertificateVerifier.demand;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who saw the OPENING, and that the beacon came later (§3.4.1, A18). */
final class WitnessCheck {
    private static final String FILE = WitnessedProof.FILE;
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern DRAND = Pattern.compile("drand:([a-z0-9-]{1,32}):([1-9][0-9]{0,11})");
    private static final Pattern LOTTERY = Pattern.compile("lottery:(ssq|fc3d):[0-9]{8}");
    private static final Pattern ISSUE = Pattern.compile("lottery=(ssq|fc3d) issue=([0-9]{4})([0-9]{2})([0-9]{2}) .*");
    /** When the lotteries are drawn, in China. */
    private static final LocalTime DRAWN = LocalTime.of(21, 15);

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    /** @param genesis second of the first round */
    private record Chain(long genesis, long period) {}

    private static final Map<String, Chain> CHAINS =
            Map.of("quicknet", new Chain(1_692_803_367, 3), "default", new Chain(1_595_431_050, 30));

    private record Sighting(NoteKey witness, long at) {}

    private final Params params;
    private final Checkpoint.Signed last;
    private final NoteKey log;
    private final LogProof opening;
    private final long result;

    /**
     * @param last log/checkpoint, its signatures verified
     * @param log the key that signed it as the log's
     * @param opening the proof of the OPENING in it, verified
     * @param result the index of the RESULT, proved in it
     */
    WitnessCheck(Params params, Checkpoint.Signed last, NoteKey log, LogProof opening, long result) {
        this.params = params;
        this.last = last;
        this.log = log;
        this.opening = opening;
        this.result = result;
    }

    /**
     * Checks log/witnessed.proof.
     *
     * @param beacon beacon.txt; nothing where the certificate has none
     * @return the lines of the report
     */
    List<String> check(CertificateMembers in, Optional<byte[]> beacon) throws IOException {
        if (params.witnesses().isEmpty()) {
            demand(!in.has(FILE), FILE + " without a witness in the opening");
            return List.of("note witnessed: none (无外部见证): the opening names no witness: that it was logged before the"
                    + " beacon is the platform's word");
        }
        List<Sighting> seen = sightings(WitnessedProof.parse(in.read(FILE)));
        seen.sort(Comparator.comparingLong(Sighting::at).thenComparing(s -> s.witness.fingerprint()));
        List<String> lines = new ArrayList<>();
        seen.forEach(s -> lines.add("ok witness: " + s.witness.fingerprint() + " saw OPENING at " + utc(s.at)));
        int named = params.witnesses().size();
        int most = named / 2 + 1;
        demand(seen.size() >= most, seen.size() + " of " + named + " witnesses saw OPENING, more than half are needed");
        long minutes = params.witnessed();
        if (minutes == 0) {
            lines.add("note witnessed: the opening demands 0 minutes, as in a trial whose clock can be moved");
        }
        long since = seen.get(most - 1).at;
        String told = seen.size() + " of " + named + ", more than half by " + utc(since);
        OptionalLong comes = comes(beacon);
        if (comes.isPresent()) {
            long at = inRange(comes.getAsLong(), "the beacon's time");
            demand(
                    since + 60 * minutes <= at,
                    "witnesses saw OPENING at " + utc(since) + ", not " + minutes + " minutes before the beacon at "
                            + utc(at));
            lines.add("ok witnessed: " + told + ", " + (at - since) / 60 + " minutes before the beacon at " + utc(at)
                    + ", " + minutes + " demanded");
            return lines;
        }
        List<Long> gaps = gaps(seen);
        if (gaps.size() < most) {
            lines.add("note witnessed: " + told + "; too few of them have seen RESULT to tell how long before, "
                    + minutes + " minutes demanded");
            return lines;
        }
        long gap = gaps.get(most - 1);
        demand(
                gap >= 60 * minutes,
                "by the witnesses' clocks RESULT came less than " + minutes + " minutes after OPENING");
        lines.add("ok witnessed: " + told + ", " + gap / 60 + " minutes before they saw RESULT, " + minutes
                + " demanded");
        return lines;
    }

    private List<Sighting> sightings(WitnessedProof proof) {
        Map<NoteKey, Sighting> seen = new LinkedHashMap<>();
        long size = opening.index();
        for (WitnessedProof.Block block : proof.blocks()) {
            Checkpoint.Signed note = Checkpoint.parse(FILE, block.note());
            Checkpoint at = note.checkpoint();
            demand(at.size() > size, "the checkpoints of " + FILE + " must ascend by size and hold OPENING");
            demand(at.size() <= result, "a checkpoint of " + FILE + " holds RESULT: OPENING was seen too late");
            demand(at.origin().equals(log.name()), "a checkpoint of " + FILE + " is of another log");
            demand(
                    new LogProof(opening.entry(), opening.index(), block.path()).verify(at),
                    "the proof of OPENING in a checkpoint of " + FILE + " fails");
            size = at.size();
            signatures(note, seen);
        }
        return new ArrayList<>(seen.values());
    }

    private void signatures(Checkpoint.Signed note, Map<NoteKey, Sighting> seen) {
        boolean logged = false;
        for (Checkpoint.NoteSignature signature : note.signatures()) {
            boolean ofLog = signature.isOf(log) && !logged;
            NoteKey key = ofLog
                    ? log
                    : params.witnesses().stream()
                            .filter(w -> signature.isOf(w) && !seen.containsKey(w))
                            .findFirst()
                            .orElse(null);
            if (key == null) {
                throw new CertificateMembers.Unverified(
                        "a checkpoint of " + FILE + " is signed by somebody whom the opening does not name, or twice");
            }
            demand(
                    key.verify(note.text(), signature.signature()),
                    "the signature of " + key.name() + " in " + FILE + " is wrong");
            if (ofLog) {
                logged = true;
            } else {
                long at = inRange(signature.cosignedAt().orElse(-1), "a time in " + FILE);
                seen.put(key, new Sighting(key, at));
            }
        }
        demand(
                logged && note.signatures().size() > 1,
                "a checkpoint of " + FILE + " needs the log's signature and a witness's");
    }

    /** How long after the OPENING each saw the RESULT, by its own clock, the longest first. */
    private List<Long> gaps(List<Sighting> seen) {
        List<Long> gaps = new ArrayList<>();
        for (Sighting sighting : seen) {
            last.signatures().stream()
                    .filter(s -> s.isOf(sighting.witness))
                    .forEach(s -> gaps.add(
                            inRange(s.cosignedAt().orElse(-1), "a time in " + Certificate.CHECKPOINT) - sighting.at));
        }
        gaps.sort(Comparator.reverseOrder());
        return gaps;
    }

    /** The second at which the beacon comes by its formula; nothing when none is known. */
    private OptionalLong comes(Optional<byte[]> beacon) {
        Matcher drand = DRAND.matcher(params.beacon());
        if (drand.matches()) {
            Chain chain = CHAINS.get(drand.group(1));
            return chain == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(chain.genesis + (Long.parseLong(drand.group(2)) - 1) * chain.period);
        }
        Matcher lottery = LOTTERY.matcher(params.beacon());
        if (!lottery.matches() || beacon.isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher issue = ISSUE.matcher(TextFile.onlyLine(Certificate.BEACON, beacon.get()));
        if (!issue.matches() || !issue.group(1).equals(lottery.group(1))) {
            return OptionalLong.empty();
        }
        String day = issue.group(2) + "-" + issue.group(3) + "-" + issue.group(4);
        TextFile.date(Certificate.BEACON, 1, "the day of an issue", day);
        return OptionalLong.of(LocalDate.parse(day).atTime(DRAWN).toEpochSecond(CHINA));
    }

    private static long inRange(long second, String what) {
        demand(0 <= second && second <= LAST_SECOND, what + " lies outside the years 1970 to 9999");
        return second;
    }

    private static String utc(long second) {
        return UTC.format(Instant.ofEpochSecond(second));
    }
}
