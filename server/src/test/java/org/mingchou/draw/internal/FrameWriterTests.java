package org.mingchou.draw.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.platform.BlobStore;
import org.mingchou.sampler.FrameSource;
import org.mingchou.sampler.Frames;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.SaltedFrame;
import org.mingchou.shared.Problem;
import org.mingchou.subject.ObjectRule;
import org.mingchou.subject.Subjects;

/** What a freeze writes, over more rows than one buffer and one chunk hold, beside the rows as text. */
class FrameWriterTests {

    private record Row(String drawId, @Nullable String tier, String status, boolean concerned)
            implements Subjects.FrameRow {

        @Override
        public int copyDrawId(byte[] target, int at) {
            var bytes = drawId.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, 0, target, at, bytes.length);
            return at + bytes.length;
        }
    }

    private static final String[] TIERS = {"A", "B", null, "LONGER-THAN-THE-OTHERS", "A"};
    private static final String[] STATES = {"ACTIVE", "ACTIVE", "REVOKED", "ACTIVE", "MOVED_OUT", "ACTIVE", "CANCELLED"
    };

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> exclusions = new TreeMap<>();

    private FrameWriter.Written write(String audience) {
        var subjects = mock(Subjects.class);
        doAnswer(call -> {
                    rows.forEach(call.<Consumer<Subjects.FrameRow>>getArgument(5));
                    return null;
                })
                .when(subjects)
                .forEach(any(), any(), any(), any(), any(), any());
        var plans = mock(Plans.class);
        when(plans.exclusions(anyLong())).thenReturn(exclusions);
        when(plans.applicability(any())).thenReturn(ObjectRule.ALWAYS);
        var blobs = mock(BlobStore.class);
        when(blobs.put(any(BlobStore.Writer.class), anyString())).thenAnswer(call -> {
            call.<BlobStore.Writer>getArgument(0).writeTo(file);
            return new BlobStore.Blob(HashProfile.SHA256.hex(file.toByteArray()), file.size(), "");
        });
        var day = LocalDate.of(2026, 5, 1);
        return new FrameWriter(subjects, plans, blobs)
                .write(new PlanSnapshot(
                        7,
                        "130111",
                        "",
                        2026,
                        1,
                        "",
                        "APPROVED",
                        1,
                        List.of(),
                        List.of(),
                        day,
                        day,
                        ObjectRule.ALWAYS,
                        "S",
                        day,
                        Map.of("A", 100, "B", 300, "N", 300, "LONGER-THAN-THE-OTHERS", 1),
                        "OVERALL",
                        300,
                        "ALL",
                        5000,
                        "OPEN",
                        audience,
                        ""));
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            rows.add(new Row("9113011" + (1_000_000 + i), TIERS[i % 5], STATES[i % 7], i % 11 > 0));
        }
    }

    @Test
    void whatIsWrittenIsWhatIsSummarisedAndSalted() throws Exception {
        fill(50_000);
        exclusions.put(rows.get(3).drawId(), "X01");
        // The directories come first.
        exclusions.put(rows.get(2).drawId(), "X04");
        exclusions.put(rows.get(49_988).drawId(), "X05");
        var written = write("PARTIES");

        var expected = new StringBuilder();
        var codes = new TreeMap<String, Long>();
        for (var row : rows) {
            var status = FrameWriter.status(row, exclusions.get(row.drawId()));
            expected.append(row.drawId() + "\t" + (row.tier() == null ? "N" : row.tier()) + "\t" + status + "\t1\n");
            if (!status.equals("E")) {
                codes.merge(status, 1L, Long::sum);
            }
        }
        assertThat(file.toString(StandardCharsets.US_ASCII)).isEqualTo(expected.toString());
        assertThat(codes.keySet()).containsExactly("X01", "X02", "X03", "X05", "X07");
        assertThat(written.codes()).isEqualTo(codes);
        var source = FrameSource.of(file.toByteArray());
        assertThat(written.summary()).isEqualTo(Frames.summarise(source, HashProfile.SHA256));
        assertThat(written.salted()).isEqualTo(SaltedFrame.root(HashProfile.SHA256, written.saltKey(), source));
        file.reset();
        assertThat(write("PUBLIC").salted()).isNull();
    }

    @Test
    void aRowAgainstTheRulesIsNamed() {
        fill(40_000);
        rows.set(20_000, new Row("9113011 1020000", "A", "ACTIVE", true));
        assertThat(refused("frame-malformed")).hasMessageContaining("名录中第 20001 个对象的编号不合规定，名单没有冻结");
        rows.set(20_000, rows.get(19_999));
        assertThat(refused("frame-malformed")).hasMessageContaining("第 20001 个");
    }

    /** A tier that no file can hold is named as one without a ratio, wherever it stands. */
    @Test
    void tiersWithoutRatioAreAllNamed() {
        fill(40_000);
        rows.set(10, new Row(rows.get(10).drawId(), "一级", "ACTIVE", true));
        rows.set(39_000, new Row(rows.get(39_000).drawId(), "D", "REVOKED", true));
        assertThat(refused("tier-ratio-missing")).hasMessageContaining("（D、一级；N 表示未分级）");
    }

    @Test
    void aFrameWithoutObjectsIsRefused() {
        assertThat(refused("frame-empty")).hasMessageContaining("请修改计划的对象范围");
    }

    private Problem refused(String type) {
        var problem = catchThrowableOfType(Problem.class, () -> write("PUBLIC"));
        assertThat(problem.type()).isEqualTo(type);
        return problem;
    }
}
