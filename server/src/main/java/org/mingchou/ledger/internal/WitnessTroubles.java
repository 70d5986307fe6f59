package org.mingchou.ledger.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.NoteKey;
import org.springframework.stereotype.Component;

/** Why a witness did not cosign the last time, as this node saw it. */
@Component
class WitnessTroubles {

    private record Pair(Tree tree, String key) {}

    private final Map<Pair, String> known = new ConcurrentHashMap<>();

    /** Returns whether this is news. */
    boolean note(Tree tree, NoteKey witness, String trouble) {
        return !trouble.equals(known.put(new Pair(tree, witness.text()), trouble));
    }

    void clear(Tree tree, NoteKey witness) {
        known.remove(new Pair(tree, witness.text()));
    }

    @Nullable String of(Tree tree, NoteKey witness) {
        return known.get(new Pair(tree, witness.text()));
    }
}
