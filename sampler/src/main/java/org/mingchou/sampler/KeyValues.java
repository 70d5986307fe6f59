package org.mingchou.sampler;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@code key=value} lines, keys unique and ascending bytewise (§3.1). Its reader asks for the keys in whatever
 * order suits it; what is found wrong is kept, and {@link #finish} reports what stands first in the file.
 */
final class KeyValues {
    record Value(long line, String text) {}

    private final String file;
    private final TreeMap<String, Value> values = new TreeMap<>();
    private @Nullable MalformedInput first;

    private KeyValues(String file) {
        this.file = file;
    }

    static KeyValues parse(String file, byte[] data) {
        KeyValues out = new KeyValues(file);
        // What follows a line that breaks the shape comes later than it, so it need not be read.
        out.run(() -> out.read(data));
        return out;
    }

    private void read(byte[] data) {
        String last = "";
        for (TextFile.Line line : TextFile.each(file, data, false)) {
            int cut = line.text().indexOf('=');
            if (cut < 1 || cut == line.text().length() - 1) {
                throw new MalformedInput(file, line.number(), "a line is key=value, neither of them empty");
            }
            String key = line.text().substring(0, cut);
            int order = key.compareTo(last);
            if (order <= 0) {
                throw new MalformedInput(
                        file, line.number(), order == 0 ? "a key occurs once" : "keys must ascend bytewise");
            }
            last = key;
            values.put(key, new Value(line.number(), line.text().substring(cut + 1)));
        }
    }

    /** Keeps a broken rule; one of the whole file, line 0, counts only when no line breaks one. */
    void broken(MalformedInput found) {
        if (first == null || place(found) < place(first)) {
            first = found;
        }
    }

    private static long place(MalformedInput found) {
        return found.line() == 0 ? Long.MAX_VALUE : found.line();
    }

    /** Runs a check; what it throws is kept. */
    void run(Runnable check) {
        try {
            check.run();
        } catch (MalformedInput e) {
            broken(e);
        }
    }

    /** Reads a value; what it throws is kept, and the stand-in serves until {@link #finish} throws it. */
    <T> T read(T standIn, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (MalformedInput e) {
            broken(e);
            return standIn;
        }
    }

    /** Removes a key that must be there and reads its value. */
    <T> T take(String key, T standIn, Function<Value, T> reader) {
        Value value = values.remove(key);
        if (value == null) {
            broken(new MalformedInput(file, 0, "the key " + key + " is missing"));
            return standIn;
        }
        return read(standIn, () -> reader.apply(value));
    }

    /** Removes a key that may be there and reads its value. */
    <T> Optional<T> takeOptional(String key, Function<Value, T> reader) {
        Value value = values.remove(key);
        return value == null ? Optional.empty() : read(Optional.empty(), () -> Optional.of(reader.apply(value)));
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Removes and returns every key that starts with the prefix, keyed by the rest. */
    TreeMap<String, Value> takeAll(String prefix) {
        TreeMap<String, Value> found = new TreeMap<>();
        for (Iterator<Map.Entry<String, Value>> i = values.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<String, Value> entry = i.next();
            if (entry.getKey().startsWith(prefix)) {
                found.put(entry.getKey().substring(prefix.length()), entry.getValue());
                i.remove();
            }
        }
        return found;
    }

    /** Throws the first broken rule of the file; a key that nobody took is one. */
    void finish() {
        values.values().forEach(value -> broken(new MalformedInput(file, value.line(), "unknown key")));
        if (first != null) {
            throw first;
        }
    }

    String file() {
        return file;
    }
}
