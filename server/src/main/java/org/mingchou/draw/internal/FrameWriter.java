package org.mingchou.draw.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.platform.BlobStore;
import org.mingchou.sampler.FrameIntake;
import org.mingchou.sampler.FrameSummary;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.MalformedInput;
import org.mingchou.sampler.Secrets;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.subject.Subjects;
import org.mingchou.subject.Subjects.FrameRow;
import org.springframework.stereotype.Component;

/** Writes frame.tsv row by row into the blob store and summarises it on the way. No row is kept in memory. */
@Component
class FrameWriter {

    /**
     * A frozen frame.
     *
     * @param codes rows by exclusion code
     */
    record Written(FrameSummary summary, @Nullable String salted, String saltKey, SortedMap<String, Long> codes) {}

    private final Subjects subjects;
    private final Plans plans;
    private final BlobStore blobs;
    private final SecureRandom random = new SecureRandom();

    FrameWriter(Subjects subjects, Plans plans, BlobStore blobs) {
        this.subjects = subjects;
        this.plans = plans;
        this.blobs = blobs;
    }

    Written write(PlanSnapshot plan) {
        var saltKey = Secrets.generate(random);
        var salted = plan.audience().equals("PARTIES") ? Optional.of(saltKey) : Optional.<String>empty();
        try (var intake = new FrameIntake("frame.tsv", HashProfile.SHA256, salted)) {
            var rows = new HashMap<String, Map<String, Rows>>();
            var file = blobs.put(out -> lines(plan, rows, out, intake), DrawFiles.TSV);
            requireRatios(plan, rows.keySet());
            var found = intake.finish(file.sha256());
            var codes = new TreeMap<String, Long>();
            rows.values()
                    .forEach(byStatus -> byStatus.forEach((status, of) -> codes.merge(status, of.count, Long::sum)));
            codes.remove("E");
            return new Written(found.summary(), found.salted().orElse(null), saltKey, codes);
        } catch (MalformedInput e) {
            throw Problem.unprocessable("frame-malformed", "名录中第 " + e.line() + " 个对象的编号不合规定，名单没有冻结。请由名录管理员更正后重试。");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireRatios(PlanSnapshot plan, Set<String> strata) {
        if (strata.isEmpty()) {
            throw Problem.unprocessable("frame-empty", "抽查对象范围内没有对象，不能冻结。请修改计划的对象范围。");
        }
        var missing = new TreeSet<>(strata);
        missing.removeAll(plan.effectiveRatios().keySet());
        if (!missing.isEmpty()) {
            throw Problem.unprocessable(
                            "tier-ratio-missing",
                            "名单中有等级没有抽取比例（" + String.join("、", missing) + "；N 表示未分级）。请由名录管理员补齐分级，或在计划中补充比例后重新报批。")
                    .with("tiers", missing);
        }
    }

    /** What all rows of one stratum and status have in common. */
    private static final class Rows {
        final byte[] behindId;
        long count;

        Rows(String stratum, String status) {
            behindId = ("\t" + stratum + "\t" + status + "\t1\n").getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Writes the rows as bytes, for no String survives a million of them cheaply. */
    private void lines(PlanSnapshot plan, Map<String, Map<String, Rows>> rows, OutputStream file, OutputStream intake)
            throws IOException {
        var exclusions = plans.exclusions(plan.id());
        var buffer = new Buffer(file, intake);
        subjects.forEach(
                plan.regionCode(), plan.scope(), plans.applicability(plan), plan.tierScheme(), plan.tierAsOf(), row -> {
                    var tier = row.tier();
                    var stratum = tier == null ? PlanSnapshot.NO_TIER : tier;
                    var status = status(row, exclusions.isEmpty() ? null : exclusions.get(row.drawId()));
                    var of = rows.computeIfAbsent(stratum, s -> new HashMap<>())
                            .computeIfAbsent(status, s -> new Rows(stratum, s));
                    of.count++;
                    buffer.line(row, of.behindId);
                });
        buffer.flush();
    }

    /** Collects lines for the file and for what is computed of them. */
    private static final class Buffer {
        private static final int SIZE = 1 << 16;
        private static final int LONGEST_ID = 54;

        private final OutputStream file;
        private final OutputStream intake;
        private final byte[] bytes = new byte[SIZE];
        private int used;

        Buffer(OutputStream file, OutputStream intake) {
            this.file = file;
            this.intake = intake;
        }

        void line(FrameRow row, byte[] behindId) {
            if (used + LONGEST_ID + behindId.length > SIZE) {
                flush();
            }
            used = row.copyDrawId(bytes, used);
            System.arraycopy(behindId, 0, bytes, used, behindId.length);
            used += behindId.length;
        }

        void flush() {
            try {
                file.write(bytes, 0, used);
                intake.write(bytes, 0, used);
                used = 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Clause("抽取规范 §3.6：注销、吊销、迁出以名录为准，先于其他理由；无适用事项最后")
    static String status(FrameRow row, @Nullable String exclusion) {
        return switch (row.status()) {
            case "ACTIVE" -> exclusion != null ? exclusion : row.concerned() ? "E" : "X07";
            case "MOVED_OUT" -> "X03";
            default -> "X02";
        };
    }
}
