package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * confirmations.tsv (§3.8): what the departments confirmed of the drawn objects, one line each, ascending by objectId.
 *
 * @param lines in the order of the file
 */
public record Confirmations(List<Line> lines) {
    /** The outcome for one drawn object; S1 to S5 are drop-outs. */
    public enum Code {
        OK,
        /** 注销. */
        S1,
        /** Cannot be located. */
        S2,
        /** Force majeure. */
        S3,
        /** Duplicate. */
        S4,
        /** 不属本辖区. */
        S5
    }

    /**
     * One drawn object.
     *
     * @param evidence digest of the evidence, 64 hex; a drop-out always has one
     */
    public record Line(String objectId, Code code, Optional<String> evidence) {}

    /**
     * Parses confirmations.tsv; it is empty when nothing was drawn.
     *
     * @param rows the result of the draw
     * @throws MalformedInput on a wrong shape or order, or when the lines are not exactly the drawn objects
     */
    public static Confirmations parse(String file, byte[] data, List<DrawnRow> rows) {
        Set<String> open = new HashSet<>();
        rows.stream().filter(r -> r.kind() == DrawnRow.Kind.DRAWN).forEach(r -> open.add(r.objectId()));
        List<Line> lines = new ArrayList<>();
        String last = "";
        for (TextFile.Line line : TextFile.each(file, data, true)) {
            String[] f = TextFile.fields(file, line, 3);
            TextFile.match(file, line.number(), "objectId", TextFile.OBJECT_ID, f[0]);
            if (f[0].compareTo(last) <= 0) {
                throw new MalformedInput(file, line.number(), "lines must ascend bytewise by objectId, each once");
            }
            last = f[0];
            Code code = code(file, line.number(), f[1]);
            Optional<String> evidence = f[2].equals("-")
                    ? Optional.empty()
                    : Optional.of(TextFile.hash(file, line.number(), "an evidence digest that is not -", f[2]));
            if (code != Code.OK && evidence.isEmpty()) {
                throw new MalformedInput(file, line.number(), "a drop-out needs evidence");
            }
            if (!open.remove(f[0])) {
                throw new MalformedInput(file, line.number(), "the object was not drawn");
            }
            lines.add(new Line(f[0], code, evidence));
        }
        if (!open.isEmpty()) {
            throw new MalformedInput(file, 0, "every drawn object has a line");
        }
        return new Confirmations(List.copyOf(lines));
    }

    /** The file confirmations.tsv. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder();
        lines.forEach(l -> text.append(l.objectId)
                .append('\t')
                .append(l.code)
                .append('\t')
                .append(l.evidence.orElse("-"))
                .append('\n'));
        return Ascii.bytes(text.toString());
    }

    /** The objects that were confirmed. */
    public Set<String> confirmed() {
        Set<String> out = new HashSet<>();
        lines.stream().filter(l -> l.code == Code.OK).forEach(l -> out.add(l.objectId));
        return out;
    }

    private static Code code(String file, long line, String text) {
        for (Code code : Code.values()) {
            if (code.name().equals(text)) {
                return code;
            }
        }
        throw new MalformedInput(file, line, "the code must be OK or S1 to S5");
    }
}
