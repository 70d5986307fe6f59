package org.mingchou.draw.internal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.platform.BlobStore;
import org.mingchou.sampler.FrameSource;
import org.mingchou.sampler.FrameSummary;
import org.mingchou.sampler.Frames;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.MalformedInput;
import org.mingchou.sampler.SaltedFrame;
import org.mingchou.sampler.Secrets;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.subject.Subjects;
import org.mingchou.subject.Subjects.FrameRow;
import org.springframework.stereotype.Component;

/** Writes frame.tsv row by row into the blob store and summarises it. No row is kept in memory. */
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
        var exclusions = plans.exclusions(plan.id());
        var applies = plans.applicability(plan);
        var codes = new TreeMap<String, Long>();
        var missing = new TreeSet<String>();
        var ratios = plan.effectiveRatios();
        var blob = blobs.put(
                raw -> {
                    var out = new BufferedOutputStream(raw, 1 << 16);
                    subjects.forEach(
                            plan.regionCode(), plan.scope(), applies, plan.tierScheme(), plan.tierAsOf(), row -> {
                                var stratum = row.tier() == null ? PlanSnapshot.NO_TIER : row.tier();
                                if (!ratios.containsKey(stratum)) {
                                    missing.add(stratum);
                                }
                                var status = status(row, exclusions.get(row.drawId()));
                                if (!status.equals("E")) {
                                    codes.merge(status, 1L, Long::sum);
                                }
                                line(out, row.drawId() + "\t" + stratum + "\t" + status + "\t1\n");
                            });
                    out.flush();
                },
                "text/tab-separated-values");
        if (blob.size() == 0) {
            throw Problem.unprocessable("frame-empty", "抽查对象范围内没有对象，不能冻结。请修改计划的对象范围。");
        }
        if (!missing.isEmpty()) {
            throw Problem.unprocessable(
                            "tier-ratio-missing",
                            "名单中有等级没有抽取比例（" + String.join("、", missing) + "；N 表示未分级）。请由名录管理员补齐分级，或在计划中补充比例后重新报批。")
                    .with("tiers", missing);
        }
        var saltKey = Secrets.generate(random);
        try {
            var source = FrameSource.of(blobs.path(blob.sha256()));
            var summary = Frames.summarise(source, HashProfile.SHA256);
            var salted =
                    plan.audience().equals("PARTIES") ? SaltedFrame.root(HashProfile.SHA256, saltKey, source) : null;
            return new Written(summary, salted, saltKey, codes);
        } catch (MalformedInput e) {
            throw Problem.unprocessable("frame-malformed", "名录中第 " + e.line() + " 个对象的编号不合规定，名单没有冻结。请由名录管理员更正后重试。");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private static void line(BufferedOutputStream out, String line) {
        try {
            out.write(line.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
