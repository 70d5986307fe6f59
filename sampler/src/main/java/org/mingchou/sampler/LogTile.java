package org.mingchou.sampler;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One static file of a log (C2SP tlog-tiles): up to 256 neighbouring hashes of one level, or with level
 * {@link #ENTRIES} up to 256 entries.
 *
 * @param level 0 to 63, or {@link #ENTRIES}; a hash of level l is the root of 256^l leaves
 * @param index of the tile within its level, from 0
 * @param width hashes in it, 1 to 256; fewer than 256 is a partial tile
 */
public record LogTile(int level, long index, int width) {
    /** Hashes of a full tile. */
    public static final int WIDTH = 256;
    /** The level of entry bundles. */
    public static final int ENTRIES = -1;

    private static final Pattern PATH = Pattern.compile(
            "tile/(entries|0|[1-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/){0,5})([0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public LogTile {
        if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("a tile has a level up to 63, an index and 1 to 256 hashes");
        }
    }

    /**
     * The tile at a place of a log, as wide as that log makes it.
     *
     * @return nothing when a log of that size has no such tile
     */
    public static Optional<LogTile> of(int level, long index, long size) {
        long hashes = level >= 8 ? 0 : size >> 8 * Math.max(level, 0);
        long width = Math.min(WIDTH, hashes - index * WIDTH);
        return width < 1 ? Optional.empty() : Optional.of(new LogTile(level, index, (int) width));
    }

    /** All tiles that a log of this size consists of: entries first, then each level from below. */
    public static List<LogTile> all(long size) {
        List<LogTile> out = new ArrayList<>();
        for (int level = ENTRIES; level < 8; level++) {
            long index = 0;
            for (Optional<LogTile> tile = of(level, 0, size); tile.isPresent(); tile = of(level, ++index, size)) {
                out.add(tile.get());
            }
        }
        return out;
    }

    /** Whether it will never grow. */
    public boolean full() {
        return width == WIDTH;
    }

    /** Where it lies below the log's prefix, e.g. {@code tile/0/x001/x234/067.p/12}. */
    public String path() {
        StringBuilder number = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            number.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return "tile/" + (level == ENTRIES ? "entries" : level) + "/" + number + (full() ? "" : ".p/" + width);
    }

    /** The tile of a path below the log's prefix; nothing when the path is spelled otherwise than {@link #path}. */
    public static Optional<LogTile> parse(String path) {
        Matcher m = PATH.matcher(path);
        if (!m.matches()) {
            return Optional.empty();
        }
        long index = Long.parseLong(m.group(2).replaceAll("[x/]", "") + m.group(3));
        int width = m.group(4) == null ? WIDTH : Integer.parseInt(m.group(4));
        int level = m.group(1).equals("entries") ? ENTRIES : Integer.parseInt(m.group(1));
        return width > WIDTH
                ? Optional.empty()
                : Optional.of(new LogTile(level, index, width))
                        .filter(t -> t.path().equals(path));
    }

    /** The bytes of an entry bundle: each entry after its length in two bytes, the higher first. */
    public static byte[] bundle(List<byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > 0xffff) {
                throw new IllegalArgumentException("an entry has at most 65535 bytes");
            }
            out.write(entry.length >> 8);
            out.write(entry.length);
            out.writeBytes(entry);
        }
        return out.toByteArray();
    }

    /**
     * The entries of a bundle.
     *
     * @throws IllegalArgumentException when the lengths do not add up
     */
    public static List<byte[]> entries(byte[] bundle) {
        List<byte[]> out = new ArrayList<>();
        int at = 0;
        while (at < bundle.length) {
            int length = at + 2 > bundle.length ? bundle.length : (bundle[at] & 255) << 8 | bundle[at + 1] & 255;
            if (at + 2 + length > bundle.length) {
                throw new IllegalArgumentException("the entry bundle is cut off");
            }
            out.add(Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
            at += 2 + length;
        }
        return out;
    }
}
