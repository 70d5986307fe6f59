package org.mingchou.draw;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The members of a certificate, in their order. */
final class Zips {

    private Zips() {}

    static Map<String, byte[]> members(byte[] zip) throws IOException {
        var found = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                found.put(entry.getName(), in.readAllBytes());
            }
        }
        return found;
    }

    static byte[] member(Map<String, byte[]> members, String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    static List<String> lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII).lines().toList();
    }

    /** The last digit or letter of a member changed. */
    static byte[] flipped(Map<String, byte[]> members, String name) throws IOException {
        var bytes = member(members, name).clone();
        int at = bytes.length - 2;
        bytes[at] = (byte) (bytes[at] == '1' ? '2' : '1');
        return with(members, name, bytes);
    }

    static byte[] with(Map<String, byte[]> members, String name, byte[] instead) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new ZipOutputStream(out)) {
            for (var entry : members.entrySet()) {
                writer.putNextEntry(new ZipEntry(entry.getKey()));
                writer.write(entry.getKey().equals(name) ? instead : entry.getValue());
                writer.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
