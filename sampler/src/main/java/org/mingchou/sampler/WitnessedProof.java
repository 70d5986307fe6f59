package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * log/witnessed.proof (§3.11.2): the checkpoints in which witnesses first saw the OPENING, ascending by size.
 *
 * @param blocks one for each checkpoint
 */
public record WitnessedProof(List<Block> blocks) {
    static final String FILE = "log/witnessed.proof";

    /**
     * A checkpoint and that it holds the OPENING.
     *
     * @param path 32 bytes each, from the sibling upwards
     * @param note the bytes of the checkpoint, signed by the log and by witnesses
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Block(List<byte[]> path, byte[] note) {}

    /** The file. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder();
        for (Block block : blocks) {
            block.path()
                    .forEach(hash ->
                            text.append("path=").append(Hex.encode(hash)).append('\n'));
            text.append("checkpoint=")
                    .append(Base64.getEncoder().encodeToString(block.note()))
                    .append('\n');
        }
        return Ascii.bytes(text.toString());
    }

    /**
     * Parses the file; what is in the notes is not looked at.
     *
     * @throws MalformedInput on another shape
     */
    static WitnessedProof parse(byte[] data) {
        List<Block> blocks = new ArrayList<>();
        List<byte[]> path = new ArrayList<>();
        for (TextFile.Line line : TextFile.each(FILE, data, false)) {
            int cut = line.text().indexOf('=');
            String value = line.text().substring(cut + 1);
            switch (cut < 0 ? "" : line.text().substring(0, cut)) {
                case "path" -> path.add(Hex.decode(TextFile.hash(FILE, line.number(), "path", value)));
                case "checkpoint" -> {
                    blocks.add(new Block(path, decoded(line, value)));
                    path = new ArrayList<>();
                }
                default ->
                    throw new MalformedInput(FILE, line.number(), "a line path= or checkpoint= is expected here");
            }
        }
        if (!path.isEmpty()) {
            throw new MalformedInput(FILE, 0, "a line checkpoint= follows each path");
        }
        return new WitnessedProof(blocks);
    }

    private static byte[] decoded(TextFile.Line line, String spelled) {
        try {
            byte[] note = Base64.getDecoder().decode(spelled);
            if (note.length > 0 && Base64.getEncoder().encodeToString(note).equals(spelled)) {
                return note;
            }
        } catch (IllegalArgumentException e) {
            // The rule below says all there is to say.
        }
        throw new MalformedInput(FILE, line.number(), "checkpoint must be base64");
    }
}
