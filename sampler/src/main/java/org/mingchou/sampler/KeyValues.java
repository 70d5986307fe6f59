package org.mingchou.sampler;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** A file of {@code key=value} lines, keys unique and ascending bytewise (§3.1). */
final class KeyValues {
    record Value(long line, String text) {}

    private final String file;
    private final TreeMap<String, Value> values;

    private KeyValues(String file, TreeMap<String, Value> values) {
        this.file = file;
        this.values = values;
    }

    static KeyValues parse(String file, byte[] data) {
        TreeMap<String, Value> values = new TreeMap<>();
        String last = "";
        for (TextFile.Line line : TextFile.lines(file, data, false)) {
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
        return new KeyValues(file, values);
    }

    String file() {
        return file;
    }

    /** Removes and returns the value of a key that must be there. */
    Value take(String key) {
        Value value = values.remove(key);
        if (value == null) {
            throw new MalformedInput(file, 0, "the key " + key + " is missing");
        }
        return value;
    }

    /** Removes and returns the value of a key, or gives the default with line 0. */
    Value take(String key, String fallback) {
        Value value = values.remove(key);
        return value == null ? new Value(0, fallback) : value;
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

    /** Every key must have been taken by now. */
    void finish() {
        if (!values.isEmpty()) {
            Map.Entry<String, Value> first = java.util.Collections.min(
                    values.entrySet(),
                    java.util.Comparator.comparingLong(e -> e.getValue().line()));
            throw new MalformedInput(file, first.getValue().line(), "unknown key");
        }
    }
}
